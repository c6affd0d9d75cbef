package io.parley.infra.purge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

/**
 * A log with one chat whose messages it makes up as they are read, the same each time, so that there may be any number of them. Between two
 * of them lie other events.
 */
final class PurgeLog implements EventsByPosition, ChatLog {

    private final ChatId chatId = ChatId.random();
    private final UserId sender = UserId.random();
    private final UserId peer = UserId.random();
    private final List<LoggedEvent> events = new ArrayList<>();

    long messages = 10;
    long numbersApart = 1;
    int largestRead;
    int reads;

    ChatId chatId() {
        return chatId;
    }

    UserId sender() {
        return sender;
    }

    Audience audience() {
        return new Audience.Pair(sender, peer);
    }

    MessageSent message(long sequence) {
        return new MessageSent(
                chatId,
                messageId(sequence),
                sender,
                sequence,
                Issued.AT,
                null,
                audience(),
                new Ciphertext(key(sequence), ("ciphertext " + sequence).getBytes(US_ASCII)),
                new Mac(new byte[32]),
                null);
    }

    static MessageId messageId(long sequence) {
        return new MessageId(new UUID(7, sequence));
    }

    static KeyId key(long sequence) {
        return new KeyId(new UUID(8, sequence));
    }

    long append(ParleyEvent event) {
        events.add(new LoggedEvent(events.size() + 1L, Issued.AT, event));
        return events.size();
    }

    @Override
    public List<Numbered> messagesAfter(ChatId chat, long number, int most) {
        reads++;
        largestRead = Math.max(largestRead, most);
        if (!chat.equals(chatId)) {
            return List.of();
        }
        long first = number / numbersApart + 1;
        return LongStream.rangeClosed(first, Math.min(messages, first + most - 1))
                .mapToObj(sequence -> new Numbered(sequence * numbersApart, message(sequence)))
                .toList();
    }

    @Override
    public List<LoggedEvent> at(List<Long> positions) {
        return events.stream()
                .filter(event -> positions.contains(event.position()))
                .toList();
    }

    @Override
    public List<LoggedEvent> between(long after, long upTo, int limit) {
        throw new UnsupportedOperationException("certificates need single events");
    }
}
