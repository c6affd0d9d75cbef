package io.parley.api.testing;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.ParleyQuery;
import io.parley.contract.audit.AuditCommand;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.ChangeChat;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.chat.Retention;
import io.parley.contract.deadletter.DeadLetterCommand;
import io.parley.contract.deadletter.DeadLetterQuery;
import io.parley.contract.degradation.DegradationCommand;
import io.parley.contract.degradation.DegradationQuery.FindForcedShedding;
import io.parley.contract.degradation.ForcedShedding;
import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.AbandonedFanOuts;
import io.parley.contract.fanout.AbandonedFanOuts.AbandonedFanOut;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.fanout.FanOutQuery.FindAbandonedFanOuts;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaQuery;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.presence.PresenceQuery;
import io.parley.contract.purge.PurgeQuery.FindErasure;
import io.parley.contract.purge.PurgeQuery.FindPurges;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import io.parley.contract.retention.RetentionQuery.FindRetentionPreview;
import io.parley.contract.session.ClosedSessions;
import io.parley.contract.session.SessionCommand;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.contract.session.SessionQuery.FindConnections;
import io.parley.contract.session.SessionQuery.FindSessions;
import io.parley.contract.user.CredentialsFound;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.StoredCredentials;
import io.parley.contract.user.UserCommand;
import io.parley.contract.user.UserCommand.BlockUser;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserCommand.EraseUser;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.contract.user.UserCommand.UnblockUser;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserQuery.FindBlocks;
import io.parley.contract.user.UserQuery.FindCredentials;
import io.parley.contract.user.UserQuery.FindUser;
import io.parley.contract.user.UserQuery.FindUserByHandle;
import io.parley.contract.user.UserView;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the edge, in memory: as much of the command and the read side as the edge's own tests need, and no more.
 * Their rules are tested with them.
 */
final class FakePlatform {

    private final Clock clock;
    private final FakeTail tail;
    private final Map<UserId, UserView> users = new LinkedHashMap<>();
    private final Map<UserId, Confidential> passwords = new HashMap<>();
    private final FakeSessions sessions;
    private final FakeBlocks blocks;
    private final FakeChats chats = new FakeChats();
    private final FakeGroups groups;
    private final FakeEndings endings;
    private final FakeReceipts receipts;
    private final FakeMediaSide media;
    private final FakeMessages messages;
    private final FakePresence presence;
    private final FakeDeadLetters deadLetters;

    FakePlatform(Clock clock, FakeTail tail, FakeDeadLetters deadLetters) {
        this.deadLetters = deadLetters;
        this.clock = clock;
        this.tail = tail;
        this.sessions = new FakeSessions(clock, tail);
        this.blocks = new FakeBlocks(clock, tail);
        this.groups = new FakeGroups(chats, users.keySet(), clock, tail);
        this.endings = new FakeEndings(chats, clock, tail);
        this.receipts = new FakeReceipts(chats, clock);
        this.media = new FakeMediaSide(chats, tail);
        this.messages = new FakeMessages(chats, blocks, media, clock, tail);
        this.presence = new FakePresence(chats, users);
    }

    synchronized @Nullable Object handle(ParleyCommand command) {
        if (command instanceof RegisterUser register) {
            return register(register);
        }
        if (command instanceof ChangeProfile change) {
            return change(change);
        }
        if (command instanceof EraseUser erase) {
            return erase(erase.userId());
        }
        if (command instanceof BlockUser || command instanceof UnblockUser) {
            return change((UserCommand) command);
        }
        if (command instanceof SessionCommand toSession) {
            return sessions.handle(toSession);
        }
        if (command instanceof OpenDirectChat open) {
            return open(open);
        }
        if (command instanceof ChangeChat both) {
            handle(both.title());
            return handle(both.retention());
        }
        if (endings.handles(command)) {
            return endings.handle(command);
        }
        if (command instanceof ChatCommand toGroup) {
            return groups.handle(toGroup);
        }
        if (command instanceof SendMessage send) {
            return messages.send(send);
        }
        if (command instanceof UploadMedia upload) {
            return media.handle(upload);
        }
        if (command instanceof ReceiptCommand mark) {
            chats.of(mark.receiptsId().chatId(), mark.receiptsId().userId());
            tail.append();
            return null;
        }
        if (command instanceof RestartFanOut
                || command instanceof DegradationCommand
                || command instanceof AuditCommand
                || command instanceof DeadLetterCommand) {
            tail.append();
            return null;
        }
        throw new IllegalArgumentException("unknown command");
    }

    synchronized Object answer(ParleyQuery<?> query) {
        if (query instanceof FindUser find) {
            return found(users.get(find.userId()));
        }
        if (query instanceof FindUserByHandle find) {
            return found(byHandle(find.handle()));
        }
        if (query instanceof FindCredentials find) {
            UserView user = byHandle(find.handle());
            return new CredentialsFound(
                    user == null ? null : new StoredCredentials(user.userId(), passwordOf(user.userId())));
        }
        if (query instanceof FindClosedSessions) {
            return new ClosedSessions(List.of());
        }
        if (query instanceof FindForcedShedding) {
            return new ForcedShedding(List.of());
        }
        if (query instanceof FindSessions find) {
            return sessions.page(find);
        }
        if (query instanceof FindBlocks find) {
            return blocks.page(find);
        }
        if (query instanceof FindConnections) {
            return FakeConnections.open();
        }
        if (query instanceof FindChat find) {
            return chats.of(find.chatId(), find.viewer());
        }
        if (query instanceof FindInbox find) {
            return messages.inbox(find);
        }
        if (query instanceof FindMessages find) {
            return messages.history(find);
        }
        if (query instanceof FindMessageReceipts find) {
            return receipts.of(find);
        }
        if (query instanceof FindRetentionPreview) {
            return FakeRetention.preview();
        }
        if (query instanceof FindAbandonedFanOuts find) {
            return abandoned(find);
        }
        if (query instanceof DeadLetterQuery<?> find) {
            return deadLetters.answer(find);
        }
        if (query instanceof FindMessageDeliveries find) {
            return receipts.of(find);
        }
        if (query instanceof CheckMarks check) {
            return receipts.check(check);
        }
        if (query instanceof MediaQuery<?>) {
            return media.answer(query);
        }
        if (query instanceof PresenceQuery<?>) {
            return presence.answer(query);
        }
        if (query instanceof FindPurges find) {
            return endings.purges(find);
        }
        if (query instanceof FindErasure find) {
            return endings.erasure(find);
        }
        throw new IllegalArgumentException("unknown query");
    }

    private @Nullable Object register(RegisterUser register) {
        if (byHandle(register.handle()) != null) {
            throw new Rejection(ErrorCode.HANDLE_TAKEN, "Another account has this handle.");
        }
        tail.append();
        passwords.put(register.userId(), register.passwordHash());
        users.put(
                register.userId(),
                new UserView(
                        register.userId(), register.handle(), register.displayName(), LastSeenVisibility.EVERYONE));
        return null;
    }

    private @Nullable Object change(ChangeProfile change) {
        tail.append();
        users.computeIfPresent(
                change.userId(),
                (id, user) -> new UserView(
                        id,
                        user.handle(),
                        change.displayName() == null ? user.displayName() : change.displayName(),
                        change.lastSeen() == null ? user.lastSeen() : change.lastSeen()));
        return null;
    }

    private @Nullable Object change(UserCommand command) {
        if (command instanceof UnblockUser unblock) {
            blocks.remove(unblock);
        } else if (command instanceof BlockUser block) {
            found(users.get(block.blocked()));
            blocks.add(block);
        }
        return null;
    }

    private @Nullable Object erase(UserId userId) {
        if (users.remove(userId) != null) {
            passwords.remove(userId);
            tail.append(new UserErased(userId, List.of(), clock.instant()));
            endings.erased(userId);
        }
        return null;
    }

    private Object open(OpenDirectChat open) {
        if (open.opener().equals(open.peer())) {
            throw new Rejection(ErrorCode.CHAT_WITH_ONESELF, "A direct chat needs somebody else.");
        }
        found(users.get(open.peer()));
        blocks.refuse(open.opener(), open.peer());
        Set<UserId> pair = Set.of(open.opener(), open.peer());
        for (ChatView chat : chats.all()) {
            if (chat.kind() == ChatKind.DIRECT
                    && chat.members().stream().allMatch(member -> pair.contains(member.userId()))) {
                return new OpenedChat(chat.chatId(), false);
            }
        }
        tail.append();
        List<ChatView.Member> members = List.of(
                new ChatView.Member(open.opener(), MemberRole.MEMBER, clock.instant()),
                new ChatView.Member(open.peer(), MemberRole.MEMBER, clock.instant()));
        Retention retention = open.retention();
        chats.put(new ChatView(
                open.chatId(), ChatKind.DIRECT, null, 0, retention.messageTtl(), retention.expiresAt(), null, members));
        return new OpenedChat(open.chatId(), true);
    }

    private @Nullable UserView byHandle(Confidential handle) {
        return users.values().stream()
                .filter(user -> user.handle().equals(handle))
                .findFirst()
                .orElse(null);
    }

    private Confidential passwordOf(UserId userId) {
        return passwords.getOrDefault(userId, new Confidential(""));
    }

    private static UserView found(@Nullable UserView user) {
        if (user == null) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
        return user;
    }

    /** Three, of which a page may have fewer. */
    private static AbandonedFanOuts abandoned(FindAbandonedFanOuts find) {
        List<AbandonedFanOut> all = LongStream.rangeClosed(find.after() + 1, 3)
                .mapToObj(n -> new AbandonedFanOut(new LaneId(ChatId.random(), 1), n, n, 10))
                .toList();
        boolean more = all.size() > find.limit();
        return new AbandonedFanOuts(more ? all.subList(0, find.limit()) : all, more);
    }
}
