package io.parley.e2e.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What requests were answered: how many, how late, and with what refusals. Thread-safe. */
public final class Answers {

    private final AtomicInteger all = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();
    private final Queue<Answer> refused = new ConcurrentLinkedQueue<>();
    private final Queue<Api.Unanswered> unanswered = new ConcurrentLinkedQueue<>();

    /** Sends a request, and notes what comes of it; gives the answer if it is none of refusal. */
    public Optional<Answer> granted(Supplier<Answer> request) {
        long began = System.nanoTime();
        try {
            Answer answer = request.get();
            all.incrementAndGet();
            if (answer.status() < 300) {
                return Optional.of(answer);
            }
            refused.add(answer);
        } catch (Api.Unanswered e) {
            unanswered.add(e);
        } finally {
            slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
        }
        return Optional.empty();
    }

    /** How many were refused. */
    public int refused() {
        return refused.size();
    }

    /** Holds them to it that each came in time, and that each refusal says when to try again. */
    public void cameWithin(Duration bound) {
        assertThat(unanswered).as("requests without an answer").isEmpty();
        assertThat(Duration.ofNanos(slowest.get())).as("the slowest answer").isLessThan(bound);
        for (Answer refusal : refused) {
            refusal.expectProblem(503);
            assertThat(refusal.header("Retry-After")).as("%s", refusal).matches("[1-9][0-9]*");
        }
    }

    @Override
    public String toString() {
        return "%d answers, of which %d refusals; the slowest took %d ms"
                .formatted(
                        all.get(),
                        refused.size(),
                        Duration.ofNanos(slowest.get()).toMillis());
    }
}
