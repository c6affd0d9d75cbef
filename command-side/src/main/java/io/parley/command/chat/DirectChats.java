package io.parley.command.chat;

import io.parley.command.Moments;
import io.parley.command.user.AccountStore;
import io.parley.command.user.BlockRules;
import io.parley.command.user.Blocks;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import java.time.Clock;
import java.time.Instant;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;

/**
 * Opens direct chats: a pair has at most one living one, whoever opens it and however often. The pair is claimed first, so
 * that of two openings at once one makes the chat and the other is answered with it. Whom the other side has blocked is not told even
 * of the chat that there is.
 */
public final class DirectChats {

    private final Repository<Chat> chats;
    private final PairClaims pairs;
    private final ChatKeys keys;
    private final AccountStore accounts;
    private final Blocks blocks;
    private final RetentionPolicy policy;
    private final ExpiryDeadlines deadlines;
    private final Clock clock;

    /** Opens chats in the given repository. */
    public DirectChats(
            Repository<Chat> chats,
            PairClaims pairs,
            ChatKeys keys,
            AccountStore accounts,
            Blocks blocks,
            RetentionPolicy policy,
            ExpiryDeadlines deadlines,
            Clock clock) {
        this.chats = chats;
        this.pairs = pairs;
        this.keys = keys;
        this.accounts = accounts;
        this.blocks = blocks;
        this.policy = policy;
        this.deadlines = deadlines;
        this.clock = clock;
    }

    @CommandHandler
    OpenedChat open(OpenDirectChat command) throws Exception {
        if (command.peer().equals(command.opener())) {
            throw new Rejection(ErrorCode.CHAT_WITH_ONESELF, "A direct chat needs somebody else.");
        }
        if (!accounts.exists(command.peer())) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
        BlockRules.requireNotBlocked(command.opener(), command.peer(), blocks);
        RetentionRules.require(command.retention(), Moments.now(clock));
        Retention retention = policy.opening(ChatKind.DIRECT, command.retention());
        ChatId living = pairs.claim(command.opener(), command.peer(), command.chatId());
        boolean created = living.equals(command.chatId());
        if (created) {
            create(command, retention);
        }
        return new OpenedChat(living, created);
    }

    private void create(OpenDirectChat command, Retention retention) throws Exception {
        keys.create(command.chatId());
        Instant expiresAt = retention.expiresAt();
        DirectChatOpened opened = new DirectChatOpened(
                command.chatId(),
                command.opener(),
                command.peer(),
                Moments.now(clock),
                retention.messageTtl(),
                expiresAt);
        chats.newInstance(() -> new Chat(opened));
        if (expiresAt != null) {
            deadlines.arm(command.chatId(), expiresAt);
        }
    }
}
