package io.parley.api.events;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.StorePosition;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Works out where a stream begins from the id that the client sent. */
final class Starts {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
    private static final String BEGINNING = "0";

    private final EventTail tail;
    private final LiveFeed feed;
    private final Scheduler blocking;
    private final Duration wait;

    Starts(EventTail tail, LiveFeed feed, Scheduler blocking, Duration wait) {
        this.tail = tail;
        this.feed = feed;
        this.blocking = blocking;
        this.wait = wait;
    }

    /**
     * Where to begin.
     *
     * @param lastEventId the id of the last event that the client has seen; null or blank if it has seen none
     * @return fails with {@code invalid_request} for what is no id, and with {@code not_yet} if this node lags too far behind
     */
    Mono<Start> of(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isBlank()) {
            return Mono.just(new Start.Now());
        }
        if (lastEventId.equals(BEGINNING)) {
            return Mono.just(new Start.After(0));
        }
        StorePosition position;
        try {
            position = StorePosition.valueOf(lastEventId);
        } catch (IllegalArgumentException e) {
            return Mono.error(Rejection.invalid("lastEventId", "is not the id of an event"));
        }
        if (!position.epoch().equals(tail.epoch())) {
            return Mono.just(new Start.Anew());
        }
        return heard(position.value()) ? Mono.just(new Start.After(position.value())) : beyondTheFeed(position.value());
    }

    private boolean heard(long position) {
        return position <= feed.position();
    }

    /** Either there is no such position, or another thread or node was quicker than this node's feed. */
    private Mono<Start> beyondTheFeed(long position) {
        return Mono.fromCallable(tail::head)
                .subscribeOn(blocking)
                .flatMap(head -> position > head ? Mono.just(new Start.Anew()) : heardSoon(position));
    }

    private Mono<Start> heardSoon(long position) {
        return Mono.fromSupplier(() -> heard(position))
                .filter(heard -> heard)
                .<Start>map(heard -> new Start.After(position))
                .repeatWhenEmpty(empty -> empty.delayElements(LOOK_AGAIN))
                .timeout(
                        wait,
                        Mono.error(
                                () -> new Rejection(ErrorCode.NOT_YET, "This node has not heard of that event yet.")));
    }
}
