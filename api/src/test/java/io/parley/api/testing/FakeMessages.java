package io.parley.api.testing;

import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatView;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.inbox.InboxPage;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageContent;
import io.parley.contract.message.MessagePage;
import io.parley.contract.message.MessageQuery.FindMessages;
import io.parley.contract.message.MessageView;
import io.parley.contract.message.SentMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is said in the chats of a {@link FakePlatform}, and how it is read. */
final class FakeMessages {

    private final FakeChats chats;
    private final FakeBlocks blocks;
    private final FakeMediaSide media;
    private final Clock clock;
    private final FakeTail tail;

    FakeMessages(FakeChats chats, FakeBlocks blocks, FakeMediaSide media, Clock clock, FakeTail tail) {
        this.chats = chats;
        this.blocks = blocks;
        this.media = media;
        this.clock = clock;
        this.tail = tail;
    }

    Object send(SendMessage send) {
        ChatView chat = chats.of(send.chatId(), send.senderId());
        List<MessageView> history = chats.historyOf(send.chatId());
        for (MessageView sent : history) {
            if (sent.messageId().equals(send.messageId())) {
                return sent(sent, true);
            }
        }
        requireNotBlocked(send.senderId(), chat);
        MediaContent borne = media.borneBy(send);
        tail.append();
        MessageView message = new MessageView(
                send.messageId(),
                send.chatId(),
                send.senderId(),
                history.size() + 1L,
                clock.instant(),
                FakeChats.retention(chat).expiryOf(clock.instant()),
                new MessageContent(send.text().value(), List.of(), List.of(), borne),
                send.replyTo());
        history.add(message);
        return sent(message, false);
    }

    private void requireNotBlocked(UserId sender, ChatView chat) {
        if (chat.kind() == ChatKind.DIRECT) {
            chat.members().forEach(member -> blocks.refuse(sender, member.userId()));
        }
    }

    private static SentMessage sent(MessageView message, boolean repeated) {
        MessageId id = message.messageId();
        return new SentMessage(
                id, message.chatId(), message.sequence(), message.sentAt(), message.expiresAt(), repeated);
    }

    Object inbox(FindInbox find) {
        List<InboxEntry> entries = new ArrayList<>();
        long activity = 0;
        for (ChatView chat : chats.all()) {
            activity++;
            if (FakeChats.isIn(chat, find.viewer()) && activity < find.below()) {
                entries.add(entry(chat, find.viewer(), activity));
            }
        }
        entries.sort(Comparator.comparingLong(InboxEntry::activity).reversed());
        List<InboxEntry> page = entries.stream().limit(find.limit()).toList();
        return new InboxPage(page, entries.size() > page.size());
    }

    private InboxEntry entry(ChatView chat, UserId viewer, long activity) {
        List<MessageView> history = chats.historyOf(chat.chatId());
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
                chat.messageTtl(),
                chat.expiresAt(),
                activity);
    }

    Object history(FindMessages find) {
        chats.of(find.chatId(), find.viewer());
        Long after = find.after();
        long above = after == null ? 0 : after;
        Long before = find.before();
        long below = before == null ? Long.MAX_VALUE : before;
        List<MessageView> within = chats.historyOf(find.chatId()).stream()
                .filter(message -> message.sequence() > above && message.sequence() < below)
                .toList();
        int size = Math.min(find.limit(), within.size());
        List<MessageView> page = new ArrayList<>(
                after == null ? within.subList(within.size() - size, within.size()) : within.subList(0, size));
        page.sort(Comparator.comparingLong(MessageView::sequence).reversed());
        return new MessagePage(page, within.size() > size);
    }
}
