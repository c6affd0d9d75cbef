package io.parley.infra.store;

import static io.parley.infra.store.Examples.counted;
import static io.parley.infra.store.Examples.newAggregate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.EventTail;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.Test;

/**
 * What every store owes those who follow its log: each position once, in order, at once, whatever writers do meanwhile. A
 * subclass says how to reach one.
 */
abstract class LogFollowingContract extends StoreContract {

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
    void aProcessorThatIsResetHearsAllOfItAgainInOrderWhileOthersWrite() {
        StoreUnderTest store = node();
        for (int i = 0; i < 10; i++) {
            store.append(counted(newAggregate(), 0, 3));
        }
        Replayed heard = new Replayed(store);
        heard.start();
        await().atMost(LONG).untilAsserted(() -> assertThat(heard.positions()).hasSize(30));

        heard.reset();
        CompletableFuture<List<Long>> writing =
                CompletableFuture.supplyAsync(() -> ManyWriters.write(List.of(store), 2, 10));
        heard.start();

        long head = writing.orTimeout(60, TimeUnit.SECONDS).join().stream()
                .mapToLong(Long::longValue)
                .max()
                .orElseThrow();
        List<Long> all = LongStream.rangeClosed(1, head).boxed().toList();
        await().atMost(LONG).untilAsserted(() -> assertThat(heard.positions()).containsExactlyElementsOf(all));
        assertThat(heard.replayed()).containsExactlyElementsOf(all.subList(0, 30));
        heard.stop();
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
    void aFollowerThatNobodyClosedEndsWithItsNode() {
        StoreUnderTest store = node();
        List<Long> heard = new CopyOnWriteArrayList<>();
        store.tail().follow("forgotten", 0, event -> heard.add(event.position()));
        store.append(counted(newAggregate(), 0, 1));
        await().atMost(LONG).untilAsserted(() -> assertThat(heard).containsExactly(1L));

        store.close();

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .doesNotContain("parley-follow-forgotten"));
    }

    @Test
    void aFollowerRestsAfterWhatCameTogetherAndNeverLeavesAnEventWithoutARest() {
        StoreUnderTest store = node();
        List<Long> heard = new CopyOnWriteArrayList<>();
        List<Integer> heardAtRest = new CopyOnWriteArrayList<>();
        store.tail().follow("resting", 0, event -> heard.add(event.position()), () -> heardAtRest.add(heard.size()));

        IntStream.range(0, 20).forEach(n -> store.append(counted(newAggregate(), 0, 5)));

        await().atMost(LONG).untilAsserted(() -> assertThat(heardAtRest).endsWith(100));
        assertThat(heardAtRest).isSorted().doesNotHaveDuplicates();
        assertThat(heardAtRest.size()).isBetween(3, 100);
    }

    @Test
    void readersSeeEveryPositionOnceInOrderWhileManyWrite() throws Exception {
        StoreUnderTest one = node(16, 5, Duration.ofMillis(50));
        StoreUnderTest other = node(16, 5, Duration.ofMillis(50));
        List<List<Long>> followers = List.of(follow(one, 0), follow(other, 0), followWithLooksBack(one));

        List<Long> written = ManyWriters.write(List.of(one, other), 8, 40);

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
        Future<List<Long>> writing = CompletableFuture.supplyAsync(() -> ManyWriters.write(List.of(store), 2, 60));
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
}
