package io.parley.api.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.purge.PurgeQuery.FindPurges;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;

class PurgesTest extends EdgeTest {

    private User ada = User.NONE;
    private User bob = User.NONE;
    private String chat = "";

    @BeforeEach
    void aChat() {
        ada = newUser();
        bob = newUser();
        chat = openChat(ada, bob);
    }

    private String path() {
        return "/v1/chats/" + chat + "/purges";
    }

    private void retractAndPurge(int retractions) {
        for (int i = 0; i < retractions; i++) {
            String messageId = say(ada, chat, "hello");
            send(ada, HttpMethod.DELETE, "/v1/chats/" + chat + "/messages/" + messageId)
                    .expectStatus()
                    .isNoContent();
        }
        send(ada, HttpMethod.DELETE, "/v1/chats/" + chat).expectStatus().isNoContent();
    }

    @Test
    void aCertificateIsHandedOnLetterByLetterAlsoOnceTheChatIsGone() {
        retractAndPurge(1);
        long last = behind.tail().head();
        for (User side : List.of(ada, bob)) {
            String body = get(side, path())
                    .expectStatus()
                    .isOk()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody();
            assertThat(body)
                    .isEqualTo("{\"items\":["
                            + "{\"position\":" + last + ", \"kind\":\"purge\",\"at\":\"\\u0032026\"},"
                            + "{\"position\":" + (last - 1) + ", \"kind\":\"retraction\",\"at\":\"\\u0032026\"}"
                            + "],\"next\":null}");
        }
    }

    @Test
    void whereNothingWasDestroyedThereIsNone() {
        assertThat(list(bob, path()).items()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void cursorsLeadThroughAllPages(int limit) {
        retractAndPurge(4);
        List<String> kinds = pages(ada, path(), "limit=" + limit).stream()
                .flatMap(page -> page.all("kind", String.class).stream())
                .toList();
        assertThat(kinds).containsExactly("purge", "retraction", "retraction", "retraction", "retraction");
    }

    @Test
    void onesOwnPurgeIsWaitedFor() {
        retractAndPurge(0);
        get(ada, path()).expectStatus().isOk();
        assertThat(behind.lastQuery(FindPurges.class).atLeast())
                .isEqualTo(behind.tail().head());
        assertThat(behind.lastQuery(FindPurges.class).below()).isEqualTo(Long.MAX_VALUE);
        behind.fail(FindPurges.class, () -> new Rejection(ErrorCode.NOT_YET, "Not yet."));
        expectProblem(get(ada, path()), 503, "not_yet");
    }

    @Test
    void whoWasNotInItLearnsNothing() {
        User outsider = newUser();
        expectProblem(get(outsider, path()), 404, "chat_not_found");
        retractAndPurge(1);
        expectProblem(get(outsider, path()), 404, "chat_not_found");
        Stream.of("no-uuid", "00000000-0000-4000-8000-000000000000")
                .forEach(id -> expectProblem(get(ada, "/v1/chats/" + id + "/purges"), 404, "chat_not_found"));
    }

    @ParameterizedTest
    @CsvSource({"limit=0, limit", "limit=101, limit", "cursor=!!!, cursor", "cursor=eA, cursor", "cursor=LTE, cursor"})
    void aParameterThatBreaksARuleIsNamed(String query, String field) {
        expectProblem(get(ada, path() + "?" + query), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }
}
