package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class AdmittanceTest {

    private static final int PER_SECOND = 50;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Admittance admittance = new Admittance("streams", PER_SECOND, Duration.ofSeconds(1), meters);

    @Test
    void whoComesAloneDoesNotWait() {
        assertThat(admittance.turn().toFuture()).isDone();
    }

    @Test
    void aHerdTakesItsTurnsAndWhoWouldWaitTooLongIsRefused() {
        long began = System.nanoTime();
        List<Mono<Void>> herd = new ArrayList<>();
        for (int i = 0; i < 3 * PER_SECOND; i++) {
            herd.add(Mono.fromFuture(admittance.turn().toFuture()));
        }

        List<Throwable> refused = new ArrayList<>();
        herd.forEach(one -> one.onErrorResume(failure -> {
                    refused.add(failure);
                    return Mono.empty();
                })
                .block(Duration.ofSeconds(10)));

        assertThat(refused)
                .hasSizeBetween(PER_SECOND, 2 * PER_SECOND)
                .allMatch(
                        failure -> failure instanceof Rejection rejection && rejection.code() == ErrorCode.OVERLOADED);
        assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(800));
        assertThat(meters.get("parley.stream.admittance")
                        .tag("outcome", "refused")
                        .counter()
                        .count())
                .isEqualTo(refused.size());
    }
}
