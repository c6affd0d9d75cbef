package io.parley.benchmarks.store;

import io.parley.contract.chat.Audience;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;

/**
 * Batches of events as the command side makes them, of chats that nobody else writes to. They are serialised beforehand, so that
 * writing them is all that is measured.
 */
final class Messages {

    private static final int CHATS = 500;
    private static final int CIPHERTEXT = 156;
    private static final int MAC = 32;
    private static final MetaData METADATA =
            MetaData.with("actor", UserId.random().toString()).and("correlation", "0123456789abcdef0123456789abcdef");

    private final Serializer serializer;
    private final SplittableRandom random = new SplittableRandom(42);

    Messages(Serializer serializer) {
        this.serializer = serializer;
    }

    /** So many batches of so many events. */
    List<List<DomainEventMessage<?>>> batches(int count, int size) {
        List<ChatId> chats = new ArrayList<>();
        for (int i = 0; i < CHATS; i++) {
            chats.add(ChatId.random());
        }
        List<List<DomainEventMessage<?>>> batches = new ArrayList<>();
        int made = 0;
        for (int i = 0; i < count; i++) {
            List<DomainEventMessage<?>> batch = new ArrayList<>();
            for (int j = 0; j < size; j++, made++) {
                batch.add(event(chats.get(made % CHATS), made / CHATS));
            }
            batches.add(batch);
        }
        return batches;
    }

    private DomainEventMessage<?> event(ChatId chat, long sequence) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        UserId sender = UserId.random();
        MessageSent message = new MessageSent(
                chat,
                MessageId.random(),
                sender,
                sequence + 1,
                now,
                null,
                new Audience.Pair(sender, UserId.random()),
                new Ciphertext(KeyId.random(), bytes(CIPHERTEXT)),
                new Mac(bytes(MAC)),
                null);
        DomainEventMessage<?> event =
                new GenericDomainEventMessage<>("Chat", chat.toString(), sequence, message, METADATA);
        event.serializePayload(serializer, byte[].class);
        event.serializeMetaData(serializer, byte[].class);
        return event;
    }

    private byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }
}
