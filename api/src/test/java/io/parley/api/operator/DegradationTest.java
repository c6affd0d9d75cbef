package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.degradation.DegradationCommand.ForceShedding;
import io.parley.contract.degradation.DegradationCommand.FreeShedding;
import io.parley.contract.degradation.SheddingId;
import io.parley.contract.degradation.WorkClass;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class DegradationTest extends OperatorTest {

    private static final String PATH = "/v1/operator/degradation";

    @AfterEach
    void everythingIsServedAgain() throws IOException {
        for (String workClass : new String[] {"receipts", "media", "history", "presence", "typing"}) {
            free(token(OperatorRole.OPERATOR), workClass);
        }
    }

    @Test
    void aClassThatAnOperatorHasGivenUpIsRefusedAtOnceForAsLongAsWasSaid() throws IOException {
        String token = token(OperatorRole.OPERATOR);

        force(token, "presence", "{\"shed\":true,\"for\":\"PT10M\"}")
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position");

        assertThat(behind.commands(ForceShedding.class))
                .containsExactly(new ForceShedding(
                        new SheddingId(WorkClass.PRESENCE),
                        true,
                        clock.instant().plus(Duration.ofMinutes(10))));
        expectShed(newUser(), "/v1/presence?userIds=a");
        status().jsonPath("$.shed").isEqualTo(List.of("presence"));
        clock.move(Duration.ofMinutes(11));
        status().jsonPath("$.shed").isEmpty();
    }

    @Test
    void nothingElseIsRefusedMeanwhileAndTheLevelIsAsItWas() throws IOException {
        force(token(OperatorRole.OPERATOR), "history", "{\"shed\":true}");

        expectShed(newUser(), "/v1/chats");
        http.get()
                .uri("/v1/me")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + newUser().accessToken())
                .exchange()
                .expectStatus()
                .isOk();
        status().jsonPath("$.serviceLevel").isEqualTo("healthy");
    }

    @Test
    void whatWasSaidIsTakenBack() throws IOException {
        String token = token(OperatorRole.OPERATOR);
        force(token, "typing", "{\"shed\":true}");

        free(token, "typing").expectStatus().isNoContent();

        assertThat(behind.commands(FreeShedding.class)).isNotEmpty();
        status().jsonPath("$.shed").isEmpty();
    }

    @Test
    void anOperatorSeesWhatTheLevelFollowsFrom() throws IOException {
        force(token(OperatorRole.OPERATOR), "media", "{\"shed\":false}");

        http.get()
                .uri(PATH)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token(OperatorRole.AUDITOR))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.serviceLevel")
                .isEqualTo("healthy")
                .jsonPath("$.forced[0].workClass")
                .isEqualTo("media")
                .jsonPath("$.forced[0].shed")
                .isEqualTo(false)
                .jsonPath("$.forced[0].until")
                .doesNotExist()
                .jsonPath("$.readings[?(@.signal == 'command-latency')].bound")
                .isEqualTo(300.0);
    }

    @Test
    void changesComeOutOfAStreamTheFirstStateAtOnce() throws IOException {
        String token = token(OperatorRole.OPERATOR);
        List<String> states = Flux.merge(
                        followed(token),
                        Mono.delay(Duration.ofMillis(500))
                                .publishOn(Schedulers.boundedElastic())
                                .doOnNext(late -> force(token, "typing", "{\"shed\":true}"))
                                .then(Mono.<String>empty()))
                .take(2)
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(states).hasSize(2);
        assertThat(states.get(0)).contains("\"shed\":[]");
        assertThat(states.get(1)).contains("\"shed\":[\"typing\"]");
    }

    private Flux<String> followed(String token) {
        return WebClient.create("http://127.0.0.1:" + port)
                .get()
                .uri(PATH + "/events")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .retrieve()
                .bodyToFlux(new ParameterizedTypeReference<ServerSentEvent<String>>() {})
                .mapNotNull(ServerSentEvent::data);
    }

    @Test
    void anAuditorOnlyLooks() throws IOException {
        expectProblem(force(token(OperatorRole.AUDITOR), "typing", "{\"shed\":true}"), 403, "forbidden");
        expectProblem(free(token(OperatorRole.AUDITOR), "typing"), 403, "forbidden");
        assertThat(behind.commands(ForceShedding.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "PRESENCE", "everything"})
    void whatIsNoClassThatCanBeGivenUpIsNotFound(String workClass) throws IOException {
        expectProblem(force(token(OperatorRole.OPERATOR), workClass, "{\"shed\":true}"), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"shed\":\"true\"}",
                "{\"shed\":1}",
                "{\"shed\":true,\"for\":\"10m\"}",
                "{\"shed\":true,\"for\":\"PT0S\"}",
                "{\"shed\":true,\"for\":\"P31D\"}",
                "{\"shed\":true,\"for\":600}"
            })
    void whatCannotBeUnderstoodIsRefused(String body) throws IOException {
        expectProblem(force(token(OperatorRole.OPERATOR), "typing", body), 400, "invalid_request");
        assertThat(behind.commands(ForceShedding.class)).isEmpty();
    }

    private void expectShed(User user, String path) {
        ResponseSpec answer = http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
                .exchange();
        answer.expectHeader().value(HttpHeaders.RETRY_AFTER, after -> assertThat(Integer.parseInt(after))
                .isBetween(5, 15));
        expectProblem(answer, 503, "shed");
    }

    private org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec status() {
        return http.get().uri("/v1/status").exchange().expectStatus().isOk().expectBody();
    }

    private ResponseSpec force(String token, String workClass, String body) {
        return http.put()
                .uri(PATH + "/classes/" + workClass)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    private ResponseSpec free(String token, String workClass) {
        return http.delete()
                .uri(PATH + "/classes/" + workClass)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }
}
