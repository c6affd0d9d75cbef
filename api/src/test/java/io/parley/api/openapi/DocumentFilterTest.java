package io.parley.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Mono;

class DocumentFilterTest {

    @ParameterizedTest
    @ValueSource(strings = {"/v3/api-docs", "/v3/api-docs.yaml", "/v3/api-docs/operators"})
    void theDocumentIsMadeByAnotherThread(String path) {
        assertThat(servedBy(path)).startsWith("boundedElastic");
    }

    @Test
    void allElseGoesOnWhereItIs() {
        assertThat(servedBy("/v1/status")).isEqualTo(Thread.currentThread().getName());
    }

    private static String servedBy(String path) {
        StringBuffer thread = new StringBuffer();
        new DocumentFilter()
                .filter(
                        MockServerWebExchange.from(MockServerHttpRequest.get(path)),
                        exchange -> Mono.fromRunnable(
                                () -> thread.append(Thread.currentThread().getName())))
                .block(Duration.ofSeconds(10));
        return thread.toString();
    }
}
