package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;
import static io.parley.infra.store.Examples.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.ReceiptsId;
import io.parley.infra.testing.Tally.Counted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

/** What every store must do with what is written to it, whatever it is made of. A subclass says how to reach one. */
abstract class EventStoreContract extends StoreContract {

    @Test
    void eventsComeBackAsTheyWere() {
        StoreUnderTest store = node();
        ReceiptsId aggregate = newAggregate();
        DomainEventMessage<?> event = counted(aggregate, 0).andMetaData(Map.of("actor", "somebody"));

        store.append(event);

        List<? extends DomainEventMessage<?>> read =
                store.events().readEvents(aggregate.toString()).asStream().toList();
        assertThat(read).hasSize(1);
        assertThat(read.get(0).getPayload()).isEqualTo(event.getPayload());
        assertThat(read.get(0).getIdentifier()).isEqualTo(event.getIdentifier());
        assertThat(read.get(0).getMetaData()).isEqualTo(event.getMetaData());
        assertThat(read.get(0).getType()).isEqualTo("Tally");
        assertThat(read.get(0).getTimestamp().toEpochMilli())
                .isEqualTo(event.getTimestamp().toEpochMilli());
    }

    @Test
    void anAggregateOfManyPagesIsReadWholeAndFromAnySequenceNumber() {
        StoreUnderTest store = node();
        ReceiptsId aggregate = newAggregate();
        store.append(counted(newAggregate(), 0, 3));
        store.append(counted(aggregate, 0, 47));

        assertThat(sequences(store, aggregate, 0))
                .containsExactlyElementsOf(LongStream.range(0, 47).boxed().toList());
        assertThat(sequences(store, aggregate, 40)).containsExactly(40L, 41L, 42L, 43L, 44L, 45L, 46L);
        assertThat(sequences(store, aggregate, 47)).isEmpty();
        assertThat(store.events().lastSequenceNumberFor(aggregate.toString())).contains(46L);
        assertThat(store.events().lastSequenceNumberFor("nobody")).isEmpty();
    }

    @Test
    void positionsAreGivenInOrderOfCommitWithoutGaps() {
        StoreUnderTest store = node();

        assertThat(store.tail().head()).isZero();
        assertThat(store.append(counted(newAggregate(), 0, 3))).isEqualTo(3);
        assertThat(store.append(counted(newAggregate(), 0, 2))).isEqualTo(5);
        assertThat(store.tail().head()).isEqualTo(5);
        assertThat(positions(store.byPosition().between(0, 5, 10))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void ofTwoWritersOfOneSequenceNumberOneIsRefused() {
        StoreUnderTest store = node();
        ReceiptsId aggregate = newAggregate();
        store.append(counted(aggregate, 0));

        assertThatThrownBy(() -> store.append(counted(aggregate, 0))).isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> store.append(counted(newAggregate(), 0), counted(aggregate, 0)))
                .isInstanceOf(ConcurrencyException.class);

        store.append(counted(aggregate, 1));
        assertThat(sequences(store, aggregate, 0)).containsExactly(0L, 1L);
        assertThat(store.tail().head()).isEqualTo(2);
    }

    @Test
    void ofManyWhoWriteOneSequenceNumberAtOnceExactlyOneWins() {
        List<StoreUnderTest> nodes = List.of(node(), node());
        ReceiptsId aggregate = newAggregate();

        for (int sequence = 0; sequence < 10; sequence++) {
            int next = sequence;
            assertThat(successes(
                            nodes, Set.of(ConcurrencyException.class), store -> store.append(counted(aggregate, next))))
                    .isEqualTo(1);
        }

        assertThat(sequences(nodes.get(0), aggregate, 0))
                .containsExactlyElementsOf(LongStream.range(0, 10).boxed().toList());
        assertThat(nodes.get(1).tail().head()).isEqualTo(10);
    }

    @Test
    void ofManyWhoUseOneMessageIdAtOnceExactlyOneWins() {
        List<StoreUnderTest> nodes = List.of(node(), node());

        for (int i = 1; i <= 10; i++) {
            MessageId message = MessageId.random();
            // who comes while another's append is under way may be told that it is a conflict, and tries again
            assertThat(successes(
                            nodes,
                            Set.of(EventIdUsedException.class, ConcurrencyException.class),
                            store -> store.append(sent(ChatId.random(), 0, message))))
                    .isEqualTo(1);
            assertThatThrownBy(() -> nodes.get(1).append(sent(ChatId.random(), 0, message)))
                    .isInstanceOf(EventIdUsedException.class);
            assertThat(nodes.get(0).sentMessages().find(message)).isPresent();
            assertThat(nodes.get(1).tail().head()).isEqualTo(i);
        }
    }

    /** How many of six writers on these nodes succeed; the others must fail as they should. */
    private static long successes(List<StoreUnderTest> nodes, Set<Class<?>> otherwise, Consumer<StoreUnderTest> write) {
        List<CompletableFuture<Boolean>> writers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        write.accept(nodes.get(i % nodes.size()));
                        return true;
                    } catch (RuntimeException e) {
                        assertThat(otherwise).contains(e.getClass());
                        return false;
                    }
                }))
                .toList();
        return writers.stream()
                .filter(writer -> writer.orTimeout(30, TimeUnit.SECONDS).join())
                .count();
    }

    @Test
    void aMessageIdIsUsedOnceWhateverTheChat() {
        StoreUnderTest store = node();
        MessageId message = MessageId.random();
        ChatId chat = ChatId.random();
        store.append(sent(chat, 0, message));

        assertThatThrownBy(() -> store.append(sent(ChatId.random(), 0, message)))
                .isInstanceOf(EventIdUsedException.class);
        assertThatThrownBy(() -> store.append(sent(chat, 1, message))).isInstanceOf(EventIdUsedException.class);

        assertThat(store.tail().head()).isEqualTo(1);
        assertThat(store.sentMessages().find(message)).hasValueSatisfying(found -> {
            assertThat(found.chatId()).isEqualTo(chat);
            assertThat(found.messageId()).isEqualTo(message);
        });
        assertThat(store.sentMessages().find(MessageId.random())).isEmpty();
    }

    @Test
    void eventsAreFoundByPositionAndByRange() {
        StoreUnderTest store = node();
        store.append(counted(newAggregate(), 0, 9));

        assertThat(positions(store.byPosition().at(List.of(7L, 2L, 99L)))).containsExactly(2L, 7L);
        assertThat(store.byPosition().at(List.of())).isEmpty();
        assertThat(positions(store.byPosition().between(2, 6, 100))).containsExactly(3L, 4L, 5L, 6L);
        assertThat(positions(store.byPosition().between(2, 6, 2))).containsExactly(3L, 4L);
        assertThat(store.byPosition().between(9, 100, 10)).isEmpty();
    }

    @Test
    void onlyTheLatestSnapshotIsKeptAndReadingBeginsWithIt() {
        StoreUnderTest store = node();
        ReceiptsId aggregate = newAggregate();
        store.append(counted(aggregate, 0, 10));

        for (long sequence : new long[] {3, 7, 5}) {
            store.transactions().executeInTransaction(() -> store.events().storeSnapshot(counted(aggregate, sequence)));
        }

        assertThat(store.events()
                        .readEvents(aggregate.toString())
                        .asStream()
                        .map(DomainEventMessage::getSequenceNumber))
                .containsExactly(7L, 8L, 9L);
    }

    @Test
    void tokensPointToTheTailTheHeadAndAMoment() throws Exception {
        StoreUnderTest store = node();
        store.append(counted(newAggregate(), 0, 2));
        Thread.sleep(5);
        Instant moment = Instant.now();
        Thread.sleep(5);
        store.append(counted(newAggregate(), 0, 2));

        assertThat(drain(store, store.events().createTailToken(), 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(drain(store, store.events().createTokenAt(moment), 2)).containsExactly(3L, 4L);
        assertThat(store.events().createHeadToken().position()).hasValue(4);
        assertThat(store.events().createTokenAt(Instant.now().plusSeconds(9)).position())
                .hasValue(4);
    }

    @Test
    void anEventOfNoAggregateIsStoredToo() {
        StoreUnderTest store = node();
        EventMessage<?> plain = new GenericEventMessage<>(new Counted(newAggregate(), 5));

        store.append(List.of(plain), () -> {});

        assertThat(store.byPosition().at(List.of(1L)).get(0).event()).isEqualTo(plain.getPayload());
        assertThat(plain).isNotInstanceOf(GenericDomainEventMessage.class);
    }
}
