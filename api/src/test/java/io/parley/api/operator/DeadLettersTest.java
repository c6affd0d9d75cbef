package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.FakeDeadLetters;
import io.parley.contract.MetadataKeys;
import io.parley.contract.deadletter.DeadLetterCommand.SkipDeadLetter;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeadLetterId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class DeadLettersTest extends OperatorTest {

    private static final String PATH = "/v1/operator/dead-letters";
    private static final String REASON = "{\"reason\":\"written by a broken version\"}";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private FakeDeadLetters letters;

    @AfterEach
    void nothingIsHeldBack() {
        letters.clear();
        behind.mend();
    }

    @Test
    void anAuditorSeesWhatIsHeldBackPageByPage() throws IOException {
        String token = token(OperatorRole.AUDITOR);
        for (String conversation : new String[] {"a", "b", "c"}) {
            letters.hold("history", conversation);
        }
        letters.hold("inbox", "d");

        String[] next = new String[1];
        get(token, "?limit=2&projection=history")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[1].conversation")
                .isEqualTo("b")
                .jsonPath("$.items[1].behind")
                .isEqualTo(2)
                .jsonPath("$.items[1].cause")
                .isEqualTo("WriteFailure: could not write")
                .jsonPath("$.next")
                .value(cursor -> next[0] = (String) cursor);
        get(token, "?projection=history&cursor=" + next[0])
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0].conversation")
                .isEqualTo("c")
                .jsonPath("$.next")
                .isEmpty();
    }

    @Test
    void anAuditorSeesOneInFull() throws IOException {
        DeadLetterId letter = letters.hold("history", "a");

        get(token(OperatorRole.AUDITOR), "/" + letter)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.letter.letterId")
                .isEqualTo(letter.toString())
                .jsonPath("$.metadata.actor")
                .isEqualTo("somebody")
                .jsonPath("$.ciphertexts[0].bytes")
                .isEqualTo(64);
    }

    @Test
    void anOperatorHasOneTriedAgainAndHearsThatItFailed() throws IOException {
        DeadLetterId letter = letters.hold("history", "a");

        post(token(OperatorRole.OPERATOR), letter + "/retry", null)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.outcome")
                .isEqualTo("failed")
                .jsonPath("$.waiting")
                .isEqualTo(3)
                .jsonPath("$.cause")
                .isEqualTo("WriteFailure: could not write");
    }

    @Test
    void anOperatorSkipsOneAndTheLogSaysWhoAndWhy() throws IOException {
        String token = token(OperatorRole.OPERATOR);
        DeadLetterId letter = letters.hold("history", "a");

        post(token, letter + "/skip", REASON)
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position");

        assertThat(behind.commands(SkipDeadLetter.class)).singleElement().satisfies(skip -> {
            assertThat(skip.letterId()).isEqualTo(letter);
            assertThat(skip.position()).isEqualTo(7);
            assertThat(skip.reason()).isEqualTo("written by a broken version");
            assertThat(behind.lastCommand().getMetaData())
                    .containsEntry(MetadataKeys.OPERATOR, skip.operatorId().toString());
        });
        expectProblem(get(token, "/" + letter), 404, "not_found");
        expectProblem(post(token, letter + "/skip", REASON), 404, "not_found");
    }

    @Test
    void nothingIsSkippedThatTheLogDoesNotSay() throws IOException {
        String token = token(OperatorRole.OPERATOR);
        DeadLetterId letter = letters.hold("history", "a");
        behind.fail(SkipDeadLetter.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "The store is away."));

        expectProblem(post(token, letter + "/skip", REASON), 503, "unavailable");

        get(token, "/" + letter).expectStatus().isOk();
    }

    @Test
    void anAuditorOnlyLooks() throws IOException {
        String auditor = token(OperatorRole.AUDITOR);
        DeadLetterId letter = letters.hold("history", "a");

        expectProblem(post(auditor, letter + "/retry", null), 403, "forbidden");
        expectProblem(post(auditor, letter + "/skip", REASON), 403, "forbidden");
        assertThat(behind.commands(SkipDeadLetter.class)).isEmpty();
    }

    @Test
    void noUserSeesAny() {
        String user = newUser().accessToken();

        expectProblem(get(user, ""), 401, "unauthorized");
        expectProblem(post(user, DeadLetterId.random() + "/skip", REASON), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-0000-0000-000000000000", "history", "7"})
    void whatIsNotHeldBackIsNotFound(String letter) throws IOException {
        String token = token(OperatorRole.OPERATOR);

        expectProblem(get(token, "/" + letter), 404, "not_found");
        expectProblem(post(token, letter + "/retry", null), 404, "not_found");
        expectProblem(post(token, letter + "/skip", REASON), 404, "not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":null}", "{\"reason\":7}", "[]", "\"why\""})
    void withoutAReasonNothingIsSkipped(String body) throws IOException {
        DeadLetterId letter = letters.hold("history", "a");

        expectProblem(post(token(OperatorRole.OPERATOR), letter + "/skip", body), 400, "invalid_request");
        assertThat(behind.commands(SkipDeadLetter.class)).isEmpty();
    }

    @Test
    void whatIsNoPageIsRefused() throws IOException {
        String token = token(OperatorRole.AUDITOR);
        String noCursor = Base64.getUrlEncoder().encodeToString("history".getBytes(StandardCharsets.US_ASCII));

        for (String query : new String[] {"?limit=0", "?cursor=!", "?cursor=" + noCursor, "?projection=History"}) {
            expectProblem(get(token, query), 400, "invalid_request");
        }
    }

    private ResponseSpec get(String token, String rest) {
        return http.get()
                .uri(PATH + rest)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private ResponseSpec post(String token, String rest, @Nullable String body) {
        var request = http.method(HttpMethod.POST)
                .uri(PATH + "/" + rest)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        return body == null
                ? request.exchange()
                : request.contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(body)
                        .exchange();
    }
}
