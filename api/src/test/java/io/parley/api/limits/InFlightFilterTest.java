package io.parley.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.WebFilterChain;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class InFlightFilterTest {

    private static final WebFilterChain NEVER_ENDS = exchange -> Mono.never();
    private static final WebFilterChain ENDS = exchange -> Mono.empty();
    private static final WebFilterChain FAILS = exchange -> Mono.error(new IllegalStateException());

    private static final LimitsProperties.Commands COMMANDS =
            new LimitsProperties.Commands(1, 1, 2, Duration.ofMillis(200), 0.8, 0.25);

    private static final LimitsProperties LIMITS =
            new LimitsProperties(1, 1, 1, 1, 1, 2, 1, COMMANDS, DataSize.ofKilobytes(256), Duration.ofSeconds(1));

    private final InFlightFilter filter = new InFlightFilter(LIMITS);

    @Test
    void moreThanTheBoundIsRefusedUntilAnEarlierRequestEnds() {
        Disposable first = request("/v1/me", NEVER_ENDS).subscribe();
        Disposable second = request("/v1/me", NEVER_ENDS).subscribe();
        StepVerifier.create(request("/v1/me", ENDS))
                .expectErrorMatches(e -> e instanceof Rejection r && r.code() == ErrorCode.OVERLOADED)
                .verify();
        first.dispose();
        StepVerifier.create(request("/v1/me", ENDS)).verifyComplete();
        second.dispose();
    }

    @Test
    void requestsThatFailOrAreGivenUpMakeRoomAgain() {
        for (int i = 0; i < 10; i++) {
            StepVerifier.create(request("/v1/me", FAILS))
                    .expectError(IllegalStateException.class)
                    .verify();
            request("/v1/me", NEVER_ENDS).subscribe().dispose();
        }
        StepVerifier.create(request("/v1/me", ENDS)).verifyComplete();
    }

    @Test
    void streamsStatusAndHealthAreNotCounted() {
        for (int i = 0; i < 10; i++) {
            assertThat(request("/v1/events", NEVER_ENDS).subscribe().isDisposed())
                    .isFalse();
        }
        Disposable first = request("/v1/me", NEVER_ENDS).subscribe();
        Disposable second = request("/v1/me", NEVER_ENDS).subscribe();
        StepVerifier.create(request("/v1/status", ENDS)).verifyComplete();
        StepVerifier.create(request("/actuator/health", ENDS)).verifyComplete();
        first.dispose();
        second.dispose();
    }

    private Mono<Void> request(String path, WebFilterChain chain) {
        return filter.filter(MockServerWebExchange.from(MockServerHttpRequest.get(path)), chain);
    }
}
