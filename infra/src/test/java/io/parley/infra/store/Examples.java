package io.parley.infra.store;

import io.parley.contract.chat.Audience;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.testing.Tally.Counted;
import java.time.Instant;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;

/** Events for tests of the store. */
final class Examples {

    private Examples() {}

    static ReceiptsId newAggregate() {
        return new ReceiptsId(ChatId.random(), UserId.random());
    }

    static DomainEventMessage<Counted> counted(ReceiptsId aggregate, long sequence) {
        return new GenericDomainEventMessage<>(
                "Tally", aggregate.toString(), sequence, new Counted(aggregate, sequence));
    }

    static DomainEventMessage<?>[] counted(ReceiptsId aggregate, long from, int number) {
        return LongStream.range(from, from + number)
                .mapToObj(sequence -> counted(aggregate, sequence))
                .toArray(DomainEventMessage<?>[]::new);
    }

    static DomainEventMessage<MessageSent> sent(ChatId chat, long sequence, MessageId message) {
        MessageSent event = new MessageSent(
                chat,
                message,
                UserId.random(),
                sequence + 1,
                Instant.parse("2026-01-01T00:00:00.123Z"),
                null,
                new Audience.Pair(UserId.random(), UserId.random()),
                new Ciphertext(KeyId.random(), new byte[] {1, 2, 3}),
                new Mac(new byte[32]),
                null);
        return new GenericDomainEventMessage<>("Chat", chat.toString(), sequence, event);
    }
}
