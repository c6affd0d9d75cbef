package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;
import static io.parley.infra.store.Examples.sent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.infra.testing.Tally.Counted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What every store must do, whatever it is made of. A subclass says how to reach one; each test has a new, empty store, to which
 * several nodes may be connected.
 */
abstract class EventStoreContract {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<StoreUnderTest> nodes = new CopyOnWriteArrayList<>();

    /**
     * Connects a node to this test's store.
     *
     * @param window how many recent events the node keeps in memory
     * @param page how many events it reads at once
     * @param poll how often it looks by itself for new events
     */
    abstract StoreUnderTest connect(int window, int page, Duration poll);

    final StoreUnderTest node() {
        return node(64, 10, Duration.ofSeconds(1));
    }

    /** A node that hears of new events by being woken or not at all. */
    final StoreUnderTest nodeThatNeverPolls() {
        return node(64, 10, Duration.ofHours(1));
    }

    private StoreUnderTest node(int window, int page, Duration poll) {
        StoreUnderTest node = connect(window, page, poll);
        nodes.add(node);
        return node;
    }

    @AfterEach
    void disconnect() {
        nodes.forEach(StoreUnderTest::close);
    }

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
    void whatIsRolledBackWasNeverThere() {
        StoreUnderTest store = nodeThatNeverPolls();
        ReceiptsId aggregate = newAggregate();
        List<Long> heard = follow(store, 0);

        store.append(counted(newAggregate(), 0));
        assertThatThrownBy(() -> store.append(List.of(counted(aggregate, 0)), () -> {
                    throw new IllegalStateException("a change of mind");
                }))
                .isInstanceOf(IllegalStateException.class);
        store.append(counted(newAggregate(), 0));

        await().atMost(LONG).untilAsserted(() -> assertThat(heard).containsExactly(1L, 2L));
        assertThat(sequences(store, aggregate, 0)).isEmpty();
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
    void aStreamCanBeResumedAtEveryPosition() throws Exception {
        StoreUnderTest store = node(16, 5, Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) {
            store.append(counted(newAggregate(), 0, 6));
        }

        for (long position = 0; position <= 60; position++) {
            List<Long> read = drain(store, new GlobalSequenceTrackingToken(position), (int) (60 - position));
            assertThat(read)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(position + 1, 60).boxed().toList());
        }
    }

    @Test
    void aReaderIsWokenAtTheCommit() throws Exception {
        StoreUnderTest store = nodeThatNeverPolls();
        try (BlockingStream<TrackedEventMessage<?>> stream = store.events().openStream(null)) {
            for (int i = 1; i <= 20; i++) {
                assertThat(stream.hasNextAvailable(0, TimeUnit.SECONDS)).isFalse();
                CompletableFuture<Long> written =
                        CompletableFuture.supplyAsync(() -> store.append(counted(newAggregate(), 0)));

                assertThat(stream.hasNextAvailable(1, TimeUnit.SECONDS)).isTrue();
                assertThat(position(stream.nextAvailable())).isEqualTo(i);
                written.get(1, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void aStreamsCallbackIsCalledAtTheCommit() throws Exception {
        StoreUnderTest store = nodeThatNeverPolls();
        try (BlockingStream<TrackedEventMessage<?>> stream = store.events().openStream(null)) {
            CountDownLatch atOnce = new CountDownLatch(1);
            assertThat(stream.setOnAvailableCallback(atOnce::countDown)).isTrue();
            assertThat(atOnce.await(1, TimeUnit.SECONDS)).isTrue();

            CountDownLatch atCommit = new CountDownLatch(1);
            stream.setOnAvailableCallback(() -> {
                if (stream.peek().isPresent()) {
                    atCommit.countDown();
                }
            });
            store.append(counted(newAggregate(), 0));

            assertThat(atCommit.await(1, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aNodeHearsOfWhatAnotherNodeWrote() {
        StoreUnderTest writer = node();
        StoreUnderTest reader = node();
        List<Long> heard = follow(reader, 0);

        writer.append(counted(newAggregate(), 0, 3));

        assertThat(reader.tail().epoch()).isEqualTo(writer.tail().epoch());
        await().atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> assertThat(heard).containsExactly(1L, 2L, 3L));
    }

    @Test
    void aFollowerThatFailsHearsTheNextEventAllTheSame() {
        StoreUnderTest store = node();
        List<Long> heard = new CopyOnWriteArrayList<>();
        EventTail.Subscription subscription = store.tail().follow("clumsy", 0, event -> {
            if (event.position() == 2) {
                throw new IllegalStateException("clumsy");
            }
            heard.add(event.position());
        });

        store.append(counted(newAggregate(), 0, 3));

        await().atMost(LONG).untilAsserted(() -> assertThat(heard).containsExactly(1L, 3L));
        await().atMost(LONG).until(() -> subscription.position() == 3);
        subscription.close();
        store.append(counted(newAggregate(), 0, 3));
        assertThat(subscription.position()).isEqualTo(3);
    }

    @Test
    void readersSeeEveryPositionOnceInOrderWhileManyWrite() throws Exception {
        StoreUnderTest one = node(16, 5, Duration.ofMillis(50));
        StoreUnderTest other = node(16, 5, Duration.ofMillis(50));
        List<List<Long>> followers = List.of(follow(one, 0), follow(other, 0), followWithLooksBack(one));

        List<Long> written = writeFromMany(List.of(one, other), 8, 40);

        long head = written.stream().mapToLong(Long::longValue).max().orElseThrow();
        assertThat(one.tail().head()).isEqualTo(head);
        List<Long> all = LongStream.rangeClosed(1, head).boxed().toList();
        for (List<Long> heard : followers) {
            await().atMost(LONG).untilAsserted(() -> assertThat(heard).hasSizeGreaterThanOrEqualTo((int) head));
            assertThat(heard).containsExactlyElementsOf(all);
        }
    }

    @Test
    void aReaderThatStartsFarBehindCatchesUpWithThoseWhoWrite() throws Exception {
        StoreUnderTest store = node(16, 5, Duration.ofSeconds(1));
        for (int i = 0; i < 30; i++) {
            store.append(counted(newAggregate(), 0, 10));
        }
        Future<List<Long>> writing = CompletableFuture.supplyAsync(() -> writeFromMany(List.of(store), 2, 60));
        List<Long> heard = follow(store, 17);

        long head = writing.get(60, TimeUnit.SECONDS).stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();

        await().atMost(LONG).untilAsserted(() -> assertThat(heard).hasSizeGreaterThanOrEqualTo((int) head - 17));
        assertThat(heard)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(18, head).boxed().toList());
    }

    /** Many threads write transactions of one to four events; some dawdle before their commit, some roll back. */
    final List<Long> writeFromMany(List<StoreUnderTest> stores, int threads, int transactions) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Long>>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                StoreUnderTest store = stores.get(thread % stores.size());
                running.add(pool.submit(() -> writeSome(store, transactions)));
            }
            List<Long> written = new ArrayList<>();
            for (Future<List<Long>> each : running) {
                written.addAll(each.get(60, TimeUnit.SECONDS));
            }
            return written;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static List<Long> writeSome(StoreUnderTest store, int transactions) {
        List<Long> written = new ArrayList<>();
        for (int i = 0; i < transactions; i++) {
            int dice = ThreadLocalRandom.current().nextInt(10);
            List<EventMessage<?>> events = Arrays.asList(counted(newAggregate(), 0, 1 + dice % 4));
            try {
                written.add(store.append(events, () -> dawdleOrFail(dice)));
            } catch (ChangeOfMind e) {
                // as intended
            }
        }
        return written;
    }

    private static void dawdleOrFail(int dice) {
        if (dice == 0) {
            throw new ChangeOfMind();
        }
        if (dice < 4) {
            try {
                Thread.sleep(dice);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static final class ChangeOfMind extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** What a follower hears, as it hears it. */
    static List<Long> follow(StoreUnderTest store, long after) {
        List<Long> heard = new CopyOnWriteArrayList<>();
        store.tail().follow("test", after, event -> heard.add(event.position()));
        return heard;
    }

    /** Checks each time that all before what is heard can be read: there is nothing that comes late. */
    private static List<Long> followWithLooksBack(StoreUnderTest store) {
        List<Long> heard = new CopyOnWriteArrayList<>();
        store.tail().follow("looks-back", 0, event -> {
            long from = Math.max(0, event.position() - 20);
            int before = store.byPosition().between(from, event.position(), 100).size();
            heard.add(before == event.position() - from ? event.position() : -event.position());
        });
        return heard;
    }

    private static List<Long> drain(StoreUnderTest store, TrackingToken token, int expected) throws Exception {
        List<Long> read = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> stream = store.events().openStream(token)) {
            while (read.size() < expected && stream.hasNextAvailable(5, TimeUnit.SECONDS)) {
                read.add(position(stream.nextAvailable()));
            }
            assertThat(stream.hasNextAvailable()).isFalse();
        }
        return read;
    }

    private static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    private static List<Long> positions(List<LoggedEvent> events) {
        return events.stream().map(LoggedEvent::position).toList();
    }

    private static List<Long> sequences(StoreUnderTest store, ReceiptsId aggregate, long from) {
        return store.events()
                .readEvents(aggregate.toString(), from)
                .asStream()
                .map(event -> ((Counted) event.getPayload()).total())
                .map(Long.class::cast)
                .toList();
    }

    @Test
    void anEventOfNoAggregateIsStoredToo() {
        StoreUnderTest store = node();
        EventMessage<?> plain =
                new org.axonframework.eventhandling.GenericEventMessage<>(new Counted(newAggregate(), 5));

        store.append(List.of(plain), () -> {});

        assertThat(store.byPosition().at(List.of(1L)).get(0).event()).isEqualTo(plain.getPayload());
        assertThat(plain).isNotInstanceOf(GenericDomainEventMessage.class);
    }
}
