package io.parley.api.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.user.UserEvent.UserErased;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** The events that tests append. */
final class Events {

    private static final Instant AT = Instant.parse("2026-03-01T10:15:30.123Z");

    private Events() {}

    static MessageSent message(Chat chat, UserId sender, long sequence, String text) {
        return new MessageSent(
                chat.id(),
                MessageId.random(),
                sender,
                sequence,
                AT,
                null,
                chat.pair(),
                new Ciphertext(KeyId.random(), text.getBytes(UTF_8)),
                new Mac(new byte[32]),
                null);
    }

    static DirectChatOpened opened(Chat chat) {
        return new DirectChatOpened(chat.id(), chat.one(), chat.other(), AT, null, null);
    }

    static ReceiptAdvanced receipt(Chat chat, UserId marker, long delivered, long read) {
        return new ReceiptAdvanced(chat.id(), marker, delivered, read, AT, chat.pair());
    }

    static SessionClosed closed(UserId user, DeviceId device) {
        return new SessionClosed(device, user, CloseReason.REFRESH_TOKEN_REUSED);
    }

    static MessageRetracted retracted(Chat chat) {
        return retracted(chat, message(chat, chat.one(), 1, "taken back"));
    }

    static MessageRetracted retracted(Chat chat, MessageSent sent) {
        KeyId key = sent.content().keyId();
        return new MessageRetracted(
                chat.id(), sent.messageId(), sent.sequence(), key, chat.pair(), sent.senderId(), AT);
    }

    static MessagesExpired expired(Chat chat, MessageSent... sent) {
        return new MessagesExpired(
                chat.id(),
                Stream.of(sent)
                        .map(each -> new SequenceRange(each.sequence(), each.sequence()))
                        .toList(),
                Stream.of(sent).map(each -> each.content().keyId()).toList(),
                chat.pair(),
                1,
                1,
                null,
                AT);
    }

    static ChatPurged purged(Chat chat, long lastSequence) {
        return new ChatPurged(chat.id(), chat.pair(), lastSequence, List.of(KeyId.random()), chat.one(), AT);
    }

    static UserErased erased(UserId user) {
        return new UserErased(user, List.of(KeyId.random()), AT);
    }

    /** A direct chat. */
    record Chat(ChatId id, UserId one, UserId other) {

        static Chat of(UserId one, UserId other) {
            return new Chat(ChatId.random(), one, other);
        }

        Audience.Pair pair() {
            return new Audience.Pair(one, other);
        }
    }
}
