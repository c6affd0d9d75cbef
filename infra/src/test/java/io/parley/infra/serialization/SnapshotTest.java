package io.parley.infra.serialization;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.chat.Chat;
import io.parley.command.user.User;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.OperatorId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserRegistered;
import io.parley.contract.user.UserEvent.UserUnblocked;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.FixedValueParameterResolver;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.ParameterResolverFactory;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What aggregates know of endings outlives a snapshot: at whatever event one is taken, what is read from it and from the events after it
 * is the same as from all events.
 */
class SnapshotTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final ChatId CHAT = ChatId.random();
    private static final UserId ALICE = UserId.random();
    private static final UserId BOB = UserId.random();
    private static final OperatorId OPERATOR = OperatorId.random();
    private static final Audience.Pair PAIR = new Audience.Pair(ALICE, BOB);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Serializer serializer = Serializers.forRest();

    @Test
    void aTemporaryChatGoesOnFromItsSnapshotWheneverThatIsTaken() {
        goesOnFromAnySnapshot(
                Chat.class,
                CHAT.toString(),
                List.of(
                        new DirectChatOpened(CHAT, ALICE, BOB, NOON, MINUTE, NOON.plusSeconds(900)),
                        sent(1, NOON.plusSeconds(61)),
                        sent(2, NOON.plusSeconds(62)),
                        new RetentionChanged(CHAT, PAIR, Duration.ofSeconds(5), null, BOB, NOON.plusSeconds(3)),
                        sent(3, NOON.plusSeconds(8)),
                        new MessageRetracted(CHAT, id(1), 1, key(1), PAIR, ALICE, NOON.plusSeconds(4)),
                        new MessageRetracted(
                                CHAT, id(0), 0, key(0), PAIR, ALICE, NOON.plusSeconds(4)), // not in the window
                        sent(4, null),
                        sent(5, NOON.plusSeconds(10)),
                        expired(3, 3, 4, null),
                        expired(1, 1, 1, NOON.plusSeconds(62)),
                        new ChatHeld(CHAT, PAIR, OPERATOR, NOON.plusSeconds(70)),
                        sent(6, NOON.plusSeconds(75)),
                        new ChatPurged(CHAT, PAIR, 6, List.of(KeyId.random()), ALICE, NOON.plusSeconds(80))));
    }

    @Test
    void anErasedAccountStaysErasedInItsSnapshot() {
        goesOnFromAnySnapshot(
                User.class,
                ALICE.toString(),
                List.of(
                        new UserRegistered(ALICE, sealed(1), sealed(2), LastSeenVisibility.EVERYONE),
                        new UserErased(ALICE, List.of(KeyId.random()), NOON)));
    }

    @Test
    void blocksOutliveASnapshot() {
        goesOnFromAnySnapshot(
                User.class,
                ALICE.toString(),
                List.of(
                        new UserRegistered(ALICE, sealed(1), sealed(2), LastSeenVisibility.EVERYONE),
                        new UserBlocked(ALICE, BOB, NOON),
                        new UserBlocked(ALICE, UserId.random(), NOON),
                        new UserUnblocked(ALICE, BOB),
                        new UserBlocked(ALICE, UserId.random(), NOON)));
    }

    private <A> void goesOnFromAnySnapshot(Class<A> type, String id, List<ParleyEvent> events) {
        A all = load(type, id, events, events.size(), null);
        for (int taken = 1; taken <= events.size(); taken++) {
            A before = load(type, id, events, taken, null);
            A read = serializer.deserialize(serializer.serialize(before, byte[].class));

            assertThat(read)
                    .as("after %s events", taken)
                    .usingRecursiveComparison()
                    .isEqualTo(before);
            assertThat(load(type, id, events, events.size(), message(type, id, taken - 1, read)))
                    .as("from a snapshot after %s events", taken)
                    .usingRecursiveComparison()
                    .isEqualTo(all);
        }
    }

    private static <A> A load(
            Class<A> type, String id, List<ParleyEvent> events, int count, @Nullable DomainEventMessage<?> snapshot) {
        InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
        for (int number = 0; number < count; number++) {
            engine.appendEvents(message(type, id, number, events.get(number)));
        }
        if (snapshot != null) {
            engine.storeSnapshot(snapshot);
        }
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            return EventSourcingRepository.builder(type)
                    .parameterResolverFactory(anything(type))
                    .eventStore(
                            EmbeddedEventStore.builder().storageEngine(engine).build())
                    .build()
                    .load(id)
                    .invoke(aggregate -> aggregate);
        } finally {
            unitOfWork.rollback();
        }
    }

    private static <P> DomainEventMessage<P> message(Class<?> type, String id, long number, P payload) {
        return new GenericDomainEventMessage<>(type.getSimpleName(), id, number, payload);
    }

    /** No command is handled here, but Axon refuses a class of which it cannot resolve what handlers ask for beside the message. */
    private static ParameterResolverFactory anything(Class<?> type) {
        return MultiParameterResolverFactory.ordered(
                ClasspathParameterResolverFactory.forClass(type),
                (executable, parameters, index) -> index > 0 && parameters[index].getAnnotations().length == 0
                        ? new FixedValueParameterResolver<>("nothing")
                        : null);
    }

    private static MessageSent sent(long n, @Nullable Instant end) {
        return new MessageSent(
                CHAT,
                id(n),
                ALICE,
                n,
                NOON.plusSeconds(n),
                end,
                PAIR,
                sealed(n),
                new Mac(new byte[] {(byte) n}),
                n == 2 ? id(1) : null);
    }

    private static MessagesExpired expired(long n, long queue, long upTo, @Nullable Instant next) {
        return new MessagesExpired(
                CHAT, List.of(new SequenceRange(n, n)), List.of(key(n)), PAIR, queue, upTo, next, NOON.plusSeconds(61));
    }

    private static MessageId id(long n) {
        return new MessageId(new UUID(0x4000, 0x8000_0000_0000_0000L + n));
    }

    private static KeyId key(long n) {
        return new KeyId(new UUID(0x4000, 0x8000_0000_0000_0000L + n));
    }

    private static Ciphertext sealed(long n) {
        return new Ciphertext(key(n), new byte[] {(byte) n});
    }
}
