package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.problem.ReadyProblem;
import io.parley.contract.error.ErrorCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

class ArrivalsTest {

    private static final int PER_SECOND = 20;

    private final AtomicInteger served = new AtomicInteger();
    private final HttpHandler handler = new Arrivals(
                    new Admittance("requests", PER_SECOND, Duration.ofMillis(500), new SimpleMeterRegistry()),
                    new ReadyProblem(JsonMapper.shared(), ErrorCode.OVERLOADED, Admittance.REFUSAL),
                    new RandomIds())
            .apply((request, response) -> {
                served.incrementAndGet();
                return Mono.empty();
            });

    @Test
    void requestsForStreamsTakeTheirTurnsAndWhoWouldWaitTooLongIsToldToComeAgain() {
        List<MockServerHttpResponse> answers = new ArrayList<>();
        List<Mono<Void>> herd = new ArrayList<>();
        for (int i = 0; i < 2 * PER_SECOND; i++) {
            MockServerHttpResponse answer = new MockServerHttpResponse();
            answers.add(answer);
            herd.add(Mono.fromFuture(
                    handler.handle(MockServerHttpRequest.get("/v1/events").build(), answer)
                            .toFuture()));
        }
        assertThat(served).hasValueLessThan(PER_SECOND);

        Mono.when(herd).block(Duration.ofSeconds(10));

        List<MockServerHttpResponse> refused = answers.stream()
                .filter(answer -> answer.getStatusCode() == HttpStatus.SERVICE_UNAVAILABLE)
                .toList();
        assertThat(refused).hasSizeGreaterThanOrEqualTo(PER_SECOND / 2);
        assertThat(refused)
                .extracting(answer -> answer.getHeaders().getFirst("Retry-After"))
                .isSubsetOf("1", "2", "3");
        assertThat(served).hasValue(2 * PER_SECOND - refused.size());
    }

    @Test
    void otherRequestsDoNot() {
        for (int i = 0; i < 3 * PER_SECOND; i++) {
            handler.handle(MockServerHttpRequest.get("/v1/me").build(), new MockServerHttpResponse())
                    .block();
        }

        assertThat(served).hasValue(3 * PER_SECOND);
    }
}
