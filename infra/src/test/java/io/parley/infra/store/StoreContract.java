package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.id.ReceiptsId;
import io.parley.contract.log.LoggedEvent;
import io.parley.infra.testing.Tally.Counted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.junit.jupiter.api.AfterEach;

/** What tests of a store have in common: each has a new, empty store, to which several nodes may be connected. */
abstract class StoreContract {

    static final Duration LONG = Duration.ofSeconds(60);

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

    final StoreUnderTest node(int window, int page, Duration poll) {
        StoreUnderTest node = connect(window, page, poll);
        nodes.add(node);
        return node;
    }

    /** A node that hears of new events by being woken or not at all. */
    final StoreUnderTest nodeThatNeverPolls() {
        return node(64, 10, Duration.ofHours(1));
    }

    @AfterEach
    void disconnect() {
        nodes.forEach(StoreUnderTest::close);
    }

    /** What a follower hears, as it hears it. */
    static List<Long> follow(StoreUnderTest store, long after) {
        List<Long> heard = new CopyOnWriteArrayList<>();
        store.tail().follow("test", after, event -> heard.add(event.position()));
        return heard;
    }

    static List<Long> drain(StoreUnderTest store, TrackingToken token, int expected) throws Exception {
        List<Long> read = new ArrayList<>();
        try (BlockingStream<TrackedEventMessage<?>> stream = store.events().openStream(token)) {
            while (read.size() < expected && stream.hasNextAvailable(5, TimeUnit.SECONDS)) {
                read.add(position(stream.nextAvailable()));
            }
            assertThat(stream.hasNextAvailable()).isFalse();
        }
        return read;
    }

    static long position(TrackedEventMessage<?> event) {
        return event.trackingToken().position().orElseThrow();
    }

    static List<Long> positions(List<LoggedEvent> events) {
        return events.stream().map(LoggedEvent::position).toList();
    }

    static List<Long> sequences(StoreUnderTest store, ReceiptsId aggregate, long from) {
        return store.events()
                .readEvents(aggregate.toString(), from)
                .asStream()
                .map(event -> ((Counted) event.getPayload()).total())
                .map(Long.class::cast)
                .toList();
    }
}
