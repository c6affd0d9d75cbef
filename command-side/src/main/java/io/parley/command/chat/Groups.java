package io.parley.command.chat;

import io.parley.command.Moments;
import io.parley.command.user.AccountStore;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/** Opens groups. */
public final class Groups {

    private final Repository<Chat> chats;
    private final ChatKeys keys;
    private final TitleVault titles;
    private final AccountStore accounts;
    private final RetentionPolicy policy;
    private final ExpiryDeadlines deadlines;
    private final Clock clock;

    /** Opens groups in the given repository. */
    public Groups(
            Repository<Chat> chats,
            ChatKeys keys,
            TitleVault titles,
            AccountStore accounts,
            RetentionPolicy policy,
            ExpiryDeadlines deadlines,
            Clock clock) {
        this.chats = chats;
        this.keys = keys;
        this.titles = titles;
        this.accounts = accounts;
        this.policy = policy;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @CommandHandler
    OpenedChat open(OpenGroup command) throws Exception {
        TitleRules.require(command.title());
        RetentionRules.require(command.retention(), Moments.now(clock));
        Retention retention = policy.opening(ChatKind.GROUP, command.retention());
        Set<UserId> users = new LinkedHashSet<>();
        users.add(command.opener());
        users.addAll(command.members());
        if (users.size() > GroupLimits.MEMBERS) {
            throw Rejection.invalid("members", "must be at most " + (GroupLimits.MEMBERS - 1) + " others");
        }
        if (!accounts.existAll(users)) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "Not all of the members are users.");
        }
        create(command, users, retention);
        return new OpenedChat(command.chatId(), true);
    }

    private void create(OpenGroup command, Set<UserId> users, Retention retention) throws Exception {
        keys.create(command.chatId());
        GroupOpened opened = new GroupOpened(
                command.chatId(),
                command.opener(),
                titles.seal(command.chatId(), command.title()),
                GroupMembers.seats(users),
                Moments.now(clock),
                retention.messageTtl(),
                retention.expiresAt());
        chats.newInstance(() -> new Chat(opened));
        if (opened.expiresAt() != null) {
            deadlines.arm(command.chatId(), opened.expiresAt());
        }
    }
}
