package io.parley.api.testing;

import io.parley.contract.Confidential;
import io.parley.contract.ParleyCommand;
import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.delivery.DeliveryStage;
import io.parley.contract.delivery.MessageDeliveries;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.AbandonedFanOuts;
import io.parley.contract.fanout.AbandonedFanOuts.AbandonedFanOut;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.fanout.FanOutQuery.FindAbandonedFanOuts;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.inbox.InboxPage;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import io.parley.contract.message.SentMessage;
import io.parley.contract.receipt.DeliveryState;
import io.parley.contract.receipt.MarksChecked;
import io.parley.contract.receipt.MessageReceipts;
import io.parley.contract.receipt.ReceiptCommand;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import io.parley.contract.receipt.ReceiptQuery.FindMessageReceipts;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.ClosedSessions;
import io.parley.contract.session.RefreshOutcome;
import io.parley.contract.session.SessionCommand.OpenSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.contract.user.CredentialsFound;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.StoredCredentials;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.contract.user.UserQuery.FindCredentials;
import io.parley.contract.user.UserQuery.FindUser;
import io.parley.contract.user.UserQuery.FindUserByHandle;
import io.parley.contract.user.UserView;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
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
    private final Map<DeviceId, Integer> generations = new HashMap<>();
    private final Map<ChatId, ChatView> chats = new LinkedHashMap<>();
    private final Map<ChatId, List<MessageView>> messages = new HashMap<>();
    private final FakeGroups groups;

    FakePlatform(Clock clock, FakeTail tail) {
        this.clock = clock;
        this.tail = tail;
        this.groups = new FakeGroups(chats, users.keySet(), clock, tail);
    }

    synchronized @Nullable Object handle(ParleyCommand command) {
        if (command instanceof RegisterUser register) {
            return register(register);
        }
        if (command instanceof ChangeProfile change) {
            return change(change);
        }
        if (command instanceof OpenSession open) {
            tail.append();
            generations.put(open.deviceId(), 1);
            return null;
        }
        if (command instanceof RefreshSession refresh) {
            return refresh(refresh);
        }
        if (command instanceof OpenDirectChat open) {
            return open(open);
        }
        if (command instanceof ChatCommand toGroup) {
            return groups.handle(toGroup);
        }
        if (command instanceof SendMessage send) {
            return send(send);
        }
        if (command instanceof ReceiptCommand mark) {
            chat(mark.receiptsId().chatId(), mark.receiptsId().userId());
            tail.append();
            return null;
        }
        if (command instanceof RestartFanOut) {
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
        if (query instanceof FindChat find) {
            return chat(find.chatId(), find.viewer());
        }
        if (query instanceof FindInbox find) {
            return inbox(find);
        }
        if (query instanceof FindMessages find) {
            return history(find);
        }
        if (query instanceof FindMessageReceipts find) {
            return receipts(find);
        }
        if (query instanceof FindAbandonedFanOuts find) {
            return abandoned(find);
        }
        if (query instanceof FindMessageDeliveries find) {
            return deliveries(find);
        }
        if (query instanceof CheckMarks check) {
            return check(check);
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

    private Object refresh(RefreshSession refresh) {
        Integer generation = generations.get(refresh.deviceId());
        if (generation == null) {
            throw new Rejection(ErrorCode.BAD_CREDENTIALS, "There is no such session.");
        }
        if (generation != refresh.generation()) {
            generations.remove(refresh.deviceId());
            tail.append(new SessionClosed(refresh.deviceId(), UserId.random(), CloseReason.REFRESH_TOKEN_REUSED));
            return RefreshOutcome.REUSED;
        }
        tail.append();
        generations.put(refresh.deviceId(), generation + 1);
        return new RefreshOutcome(generation + 1);
    }

    private Object open(OpenDirectChat open) {
        if (open.opener().equals(open.peer())) {
            throw new Rejection(ErrorCode.CHAT_WITH_ONESELF, "A direct chat needs somebody else.");
        }
        found(users.get(open.peer()));
        Set<UserId> pair = Set.of(open.opener(), open.peer());
        for (ChatView chat : chats.values()) {
            if (chat.kind() == ChatKind.DIRECT
                    && chat.members().stream().allMatch(member -> pair.contains(member.userId()))) {
                return new OpenedChat(chat.chatId(), false);
            }
        }
        tail.append();
        List<ChatView.Member> members = List.of(
                new ChatView.Member(open.opener(), MemberRole.MEMBER, clock.instant()),
                new ChatView.Member(open.peer(), MemberRole.MEMBER, clock.instant()));
        chats.put(open.chatId(), new ChatView(open.chatId(), ChatKind.DIRECT, null, 0, null, null, members));
        return new OpenedChat(open.chatId(), true);
    }

    private Object send(SendMessage send) {
        chat(send.chatId(), send.senderId());
        List<MessageView> history = historyOf(send.chatId());
        for (MessageView sent : history) {
            if (sent.messageId().equals(send.messageId())) {
                return sent(sent, true);
            }
        }
        tail.append();
        MessageView message = new MessageView(
                send.messageId(),
                send.chatId(),
                send.senderId(),
                history.size() + 1L,
                clock.instant(),
                null,
                new MessageContent(send.text().value(), List.of(), List.of()),
                send.replyTo());
        history.add(message);
        return sent(message, false);
    }

    private static SentMessage sent(MessageView message, boolean repeated) {
        MessageId id = message.messageId();
        return new SentMessage(id, message.chatId(), message.sequence(), message.sentAt(), null, repeated);
    }

    private Object inbox(FindInbox find) {
        List<InboxEntry> entries = new ArrayList<>();
        long activity = 0;
        for (ChatView chat : chats.values()) {
            activity++;
            if (isMember(chat, find.viewer()) && activity < find.below()) {
                entries.add(entry(chat, find.viewer(), activity));
            }
        }
        entries.sort(Comparator.comparingLong(InboxEntry::activity).reversed());
        List<InboxEntry> page = entries.stream().limit(find.limit()).toList();
        return new InboxPage(page, entries.size() > page.size());
    }

    private InboxEntry entry(ChatView chat, UserId viewer, long activity) {
        List<MessageView> history = historyOf(chat.chatId());
        UserId peer = chat.members().stream()
                .map(ChatView.Member::userId)
                .filter(member -> chat.kind() == ChatKind.DIRECT && !member.equals(viewer))
                .findFirst()
                .orElse(null);
        MessageView last = history.isEmpty() ? null : history.get(history.size() - 1);
        return new InboxEntry(
                chat.chatId(),
                chat.kind(),
                peer,
                chat.title(),
                last,
                history.size(),
                history.size(),
                null,
                null,
                activity);
    }

    private Object history(FindMessages find) {
        chat(find.chatId(), find.viewer());
        Long after = find.after();
        long above = after == null ? 0 : after;
        Long before = find.before();
        long below = before == null ? Long.MAX_VALUE : before;
        List<MessageView> within = historyOf(find.chatId()).stream()
                .filter(message -> message.sequence() > above && message.sequence() < below)
                .toList();
        int size = Math.min(find.limit(), within.size());
        List<MessageView> page = new ArrayList<>(
                after == null ? within.subList(within.size() - size, within.size()) : within.subList(0, size));
        page.sort(Comparator.comparingLong(MessageView::sequence).reversed());
        return new MessagePage(page, within.size() > size);
    }

    private Object receipts(FindMessageReceipts find) {
        ChatView chat = chat(find.chatId(), find.viewer());
        if (historyOf(find.chatId()).stream().noneMatch(m -> m.messageId().equals(find.messageId()))) {
            throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message.");
        }
        return new MessageReceipts(
                DeliveryState.SENT,
                chat.members().stream()
                        .map(member -> new MessageReceipts.MemberReceipt(member.userId(), clock.instant(), null))
                        .toList());
    }

    private Object deliveries(FindMessageDeliveries find) {
        ChatView chat = chat(find.chatId(), find.viewer());
        MessageView message = historyOf(find.chatId()).stream()
                .filter(each -> each.messageId().equals(find.messageId()))
                .findFirst()
                .orElseThrow(() -> new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message."));
        if (!message.senderId().equals(find.viewer())) {
            throw new Rejection(ErrorCode.FORBIDDEN, "That is for its sender.");
        }
        return new MessageDeliveries(chat.members().stream()
                .filter(member -> !member.userId().equals(find.viewer()))
                .map(member -> new MessageDeliveries.MemberDelivery(
                        member.userId(), DeliveryStage.PUSHED, message.sentAt(), 2, null, null, 1, false))
                .toList());
    }

    private Object check(CheckMarks check) {
        List<MarksChecked.Refused> refused = new ArrayList<>();
        for (int index = 0; index < check.marks().size(); index++) {
            ChatView chat = chats.get(check.marks().get(index).chatId());
            if (chat == null || !isMember(chat, check.userId())) {
                refused.add(new MarksChecked.Refused(index, ErrorCode.CHAT_NOT_FOUND));
            } else if (check.marks().get(index).sequence()
                    > historyOf(chat.chatId()).size()) {
                refused.add(new MarksChecked.Refused(index, ErrorCode.BEYOND_LAST_SEQUENCE));
            }
        }
        return new MarksChecked(refused);
    }

    private ChatView chat(ChatId chatId, UserId viewer) {
        ChatView chat = chats.get(chatId);
        if (chat == null || !isMember(chat, viewer)) {
            throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat, or you are not in it.");
        }
        return chat;
    }

    private List<MessageView> historyOf(ChatId chatId) {
        return messages.computeIfAbsent(chatId, chat -> new ArrayList<>());
    }

    private static boolean isMember(ChatView chat, UserId userId) {
        return chat.members().stream().anyMatch(member -> member.userId().equals(userId));
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
