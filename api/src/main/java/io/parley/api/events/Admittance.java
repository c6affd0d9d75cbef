package io.parley.api.events;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Lets streams open at a rate. When a gateway dies, all its clients come to the others at once, and each resume reads from the database:
 * they take their turns, for those who talk meanwhile. Whoever would have to wait too long is refused, to come again later.
 */
final class Admittance {

    /** What is said to those who would have to wait too long. */
    static final String REFUSAL = "Too many streams want to open; try again soon.";

    /** More at once would make those wait who talk: for a second, if all of a second's came together. */
    private static final int AT_ONCE = 10;

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Bucket bucket;
    private final long longest;
    private final Counter waited;
    private final Counter refused;

    /**
     * @param gate what it is called in metrics
     * @param perSecond how many may open in a second; a tenth of it may at once, after a quiet time
     * @param longest how long one may have to wait
     */
    Admittance(String gate, int perSecond, Duration longest, MeterRegistry meters) {
        this.bucket = Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(Math.max(1, perSecond / AT_ONCE))
                        .refillGreedy(perSecond, SECOND)
                        .build())
                .build();
        this.longest = longest.toNanos();
        this.waited = counter(meters, gate, "waited");
        this.refused = counter(meters, gate, "refused");
    }

    private static Counter counter(MeterRegistry meters, String gate, String what) {
        return Counter.builder("parley.stream.admittance")
                .description("Streams that could not open at once")
                .tag("gate", gate)
                .tag("outcome", what)
                .register(meters);
    }

    /** Waits for one's turn; {@code overloaded} if that would take too long. */
    Mono<Void> turn() {
        return Mono.defer(() -> {
            Duration wait = take();
            if (wait == null) {
                return Mono.error(new Rejection(ErrorCode.OVERLOADED, REFUSAL));
            }
            return wait.isZero() ? Mono.empty() : Mono.delay(wait).then();
        });
    }

    /** Takes a turn. Answers how long it is until then; null if that would be too long, and then none is taken. */
    @Nullable
    Duration take() {
        long nanos = bucket.consumeIgnoringRateLimits(1);
        if (nanos > longest) {
            bucket.addTokens(1);
            refused.increment();
            return null;
        }
        if (nanos > 0) {
            waited.increment();
        }
        return Duration.ofNanos(nanos);
    }
}
