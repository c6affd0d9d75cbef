package io.parley.api.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.limits.CommandLimit;
import io.parley.api.limits.LimitsProperties;
import io.parley.contract.degradation.ServiceLevel;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.id.UserId;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EarlyRefusalsTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Shedding shedding =
            new Shedding(Clock.systemUTC(), DegradationFixture.properties(), new SimpleMeterRegistry());
    private final CommandLimit commands = new CommandLimit(
            new Binder(new MapConfigurationPropertySource(
                            Map.of("parley.limits.commands.first", "1", "parley.limits.commands.least", "1")))
                    .bindOrCreate("parley.limits", Bindable.of(LimitsProperties.class)),
            new SimpleMeterRegistry());
    private final AtomicInteger served = new AtomicInteger();
    private HttpHandler handler = (request, response) -> Mono.empty();

    @BeforeEach
    void decorate() {
        handler = new EarlyRefusals(new Refusals(shedding, commands, new RandomIds(), JSON))
                .apply((request, response) -> {
                    served.incrementAndGet();
                    return Mono.empty();
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/presence?userIds=a", "/v1/presence"})
    void whatIsGivenUpIsAnsweredAndNotServed(String path) {
        shedding.enter(ServiceLevel.DEGRADED);

        MockServerHttpResponse first = answer(MockServerHttpRequest.get(path));
        MockServerHttpResponse second = answer(MockServerHttpRequest.get(path));

        expectProblem(first, "shed", 5, 15);
        assertThat(served).hasValue(0);
        assertThat(instance(first)).isNotEqualTo(instance(second));
        assertThat(shedding.state().shed()).contains(WorkClass.PRESENCE);
    }

    @Test
    void whatIsNotGivenUpIsServed() {
        shedding.enter(ServiceLevel.DEGRADED);

        answer(MockServerHttpRequest.post("/v1/chats/c/messages"));
        answer(MockServerHttpRequest.get("/v1/me"));
        answer(MockServerHttpRequest.get("/v1/presences"));

        assertThat(served).hasValue(3);
    }

    @Test
    void aMessageIsRefusedWhileTheCommandsUnderWayLeaveNoRoom() {
        CommandLimit.Permit permit = commands.admit(WorkClass.MESSAGES, UserId.random());

        expectProblem(answer(MockServerHttpRequest.post("/v1/chats/c/messages")), "overloaded", 1, 3);
        assertThat(commands.refused()).isEqualTo(1);
        answer(MockServerHttpRequest.get("/v1/chats/c/messages"));
        permit.handled();
        answer(MockServerHttpRequest.post("/v1/chats/c/messages"));

        assertThat(served).hasValue(2);
    }

    @Test
    void receiptsAreRefusedWhenMessagesLeaveNoRoomAndTheirTurnIsOver() {
        commands.admit(WorkClass.MESSAGES, UserId.random());

        answer(MockServerHttpRequest.post("/v1/receipts"));
        assertThat(served).hasValue(1);
        commands.admit(WorkClass.RECEIPTS, UserId.random());

        expectProblem(answer(MockServerHttpRequest.post("/v1/receipts")), "overloaded", 1, 3);
        assertThat(served).hasValue(1);
    }

    private MockServerHttpResponse answer(MockServerHttpRequest.BaseBuilder<?> request) {
        MockServerHttpResponse response = new MockServerHttpResponse();
        handler.handle(request.build(), response).block();
        return response;
    }

    private static void expectProblem(MockServerHttpResponse answer, String code, int soonest, int latest) {
        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        HttpHeaders headers = answer.getHeaders();
        assertThat(headers.getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(Integer.parseInt(String.valueOf(headers.getFirst(HttpHeaders.RETRY_AFTER))))
                .isBetween(soonest, latest);
        assertThat(body(answer).path("code").asString()).isEqualTo(code);
        assertThat(body(answer).path("status").asInt()).isEqualTo(503);
        assertThat(UUID.fromString(instance(answer).substring("urn:uuid:".length())))
                .isNotNull();
    }

    private static String instance(MockServerHttpResponse answer) {
        return body(answer).path("instance").asString();
    }

    private static JsonNode body(MockServerHttpResponse answer) {
        return JSON.readTree(String.valueOf(answer.getBodyAsString().block()));
    }
}
