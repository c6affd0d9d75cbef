package io.parley.api.dispatch;

import io.parley.contract.error.Rejection;
import io.parley.contract.log.EventTail;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Tells positions that were given out from those that nobody can have: a read that waited for one beyond the log's end would
 * end in a 503, and that would be the platform's fault for what is the client's. The store is asked only about positions above
 * the highest one known.
 */
@Component
final class LogEnd {

    private final EventTail tail;
    private final AtomicLong known = new AtomicLong();

    LogEnd(EventTail tail) {
        this.tail = tail;
    }

    /** Notes that the log has got so far. */
    void reached(long position) {
        known.accumulateAndGet(position, Math::max);
    }

    /** The position itself; {@code invalid_request} if it lies beyond the end of the log. */
    Mono<Long> checked(long position) {
        if (position <= known.get()) {
            return Mono.just(position);
        }
        return now().map(end -> within(position, end));
    }

    /** The end as it is now: nothing that was committed before lies beyond. */
    Mono<Long> now() {
        return Mono.fromCallable(tail::head)
                .subscribeOn(Schedulers.boundedElastic())
                .map(head -> known.accumulateAndGet(head, Math::max));
    }

    private static long within(long position, long end) {
        if (position > end) {
            throw Rejection.invalid(ReadPosition.HEADER, "lies beyond the end of the log");
        }
        return position;
    }
}
