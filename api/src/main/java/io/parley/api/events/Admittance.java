package io.parley.api.events;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import reactor.core.publisher.Mono;

/**
 * Lets streams open at a rate. When a gateway dies, all its clients come to the others at once, and each resume reads from the database:
 * they take their turns, for those who talk meanwhile. Whoever would have to wait too long is refused, to come again later.
 */
final class Admittance {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bucket bucket;
    private final long longest;
    private final Counter waited;
    private final Counter refused;

    /**
     * @param perSecond how many may open in a second; as many may at once after a quiet second
     * @param longest how long one may have to wait
     */
    Admittance(int perSecond, Duration longest, MeterRegistry meters) {
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(perSecond)
                        .refillGreedy(perSecond, SECOND)
                        .build())
                .build();
        this.longest = longest.toNanos();
        this.waited = counter(meters, "waited");
        this.refused = counter(meters, "refused");
    }

    private static Counter counter(MeterRegistry meters, String what) {
        return Counter.builder("parley.stream.admittance")
                .description("Streams that could not open at once")
                .tag("outcome", what)
                .register(meters);
    }

    /** Waits for one's turn; {@code overloaded} if that would take too long. */
    Mono<Void> turn() {
        return Mono.defer(() -> {
            long nanos = bucket.consumeIgnoringRateLimits(1);
            if (nanos == 0) {
                return Mono.empty();
            }
            if (nanos > longest) {
                bucket.addTokens(1);
                refused.increment();
                return Mono.error(
                        new Rejection(ErrorCode.OVERLOADED, "Too many streams want to open; try again soon."));
            }
            waited.increment();
            return Mono.delay(Duration.ofNanos(nanos)).then();
        });
    }
}
