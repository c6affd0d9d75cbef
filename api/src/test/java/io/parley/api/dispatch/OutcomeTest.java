package io.parley.api.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class OutcomeTest {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Scheduler loop = Schedulers.newSingle("the-loop");

    @AfterEach
    void end() {
        loop.dispose();
    }

    @Test
    void theAnswerIsMadeOnTheRequestsLoopAndNotByWhoDidTheWork() {
        assertThat(threadOf(CompletableFuture.supplyAsync(() -> "work"))
                        .contextWrite(EventLoopAnswers.on(loop))
                        .block(LIMIT))
                .startsWith("the-loop");
    }

    @Test
    void aFailureComesThereToo() {
        Mono<String> failed = Outcome.of(() -> CompletableFuture.<String>failedFuture(new IllegalStateException("no")))
                .onErrorResume(
                        e -> Mono.fromCallable(() -> Thread.currentThread().getName()));
        assertThat(failed.contextWrite(EventLoopAnswers.on(loop)).block(LIMIT)).startsWith("the-loop");
    }

    @Test
    void withoutALoopItIsMadeWhereverTheWorkEnds() {
        assertThat(threadOf(CompletableFuture.completedFuture("work")).block(LIMIT))
                .isEqualTo(Thread.currentThread().getName());
    }

    private static Mono<String> threadOf(CompletableFuture<String> work) {
        return Outcome.of(() -> work).map(answer -> Thread.currentThread().getName());
    }
}
