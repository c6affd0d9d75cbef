package io.parley.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageQuery.FindMessages;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class MessagesTest extends EdgeTest {

    private User ada = User.NONE;
    private String path = "";

    @BeforeEach
    void aChat() {
        ada = newUser();
        path = "/v1/chats/" + openChat(ada, newUser()) + "/messages";
    }

    @Test
    void aMessageIsAnsweredWithItsPlace() {
        String id = UUID.randomUUID().toString();
        send(id, "hello")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.messageId")
                .isEqualTo(id)
                .jsonPath("$.sequence")
                .isEqualTo(1)
                .jsonPath("$.sentAt")
                .value(time -> assertThat((String) time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"))
                .jsonPath("$.expiresAt")
                .doesNotHaveJsonPath()
                .jsonPath("$.text")
                .doesNotHaveJsonPath();
    }

    @Test
    void aSecondSendIsAnsweredAsAtFirst() {
        String id = UUID.randomUUID().toString();
        byte[] first = send(id, "hello")
                .expectStatus()
                .isCreated()
                .expectBody()
                .returnResult()
                .getResponseBody();
        byte[] second = send(id, "hello")
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void anIdentifierMayBeInUpperCase() {
        String id = UUID.randomUUID().toString();
        send(id.toUpperCase(java.util.Locale.ROOT), "hello").expectStatus().isCreated();
        send(id, "hello").expectStatus().isOk();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-1-1-1-1", "{5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11}"})
    void anIdentifierThatIsNoUuidIsNamed(String id) {
        expectProblem(send(id, "hello"), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("messageId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messageId", "text"})
    void whatIsMissingIsNamed(String field) {
        Map<String, Object> body = new HashMap<>(message("hello"));
        body.put(field, null);
        expectProblem(post(ada, path, body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void theTextIsThePlatformsToJudge() {
        behind.fail(SendMessage.class, () -> Rejection.invalid("text", "must not be blank"));
        expectProblem(post(ada, path, message("  ")), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("text");
    }

    @Test
    void theAnsweredMessageIsHandedOn() {
        String first = UUID.randomUUID().toString();
        send(first, "hello").expectStatus().isCreated();
        Map<String, Object> body = new HashMap<>(message("hello yourself"));
        body.put("replyTo", first);
        post(ada, path, body).expectStatus().isCreated();
        get(ada, path).expectBody().jsonPath("$.items[0].replyTo").isEqualTo(first);
    }

    @Test
    void anAnswerToWhatIsNoMessageIsRefused() {
        Map<String, Object> body = new HashMap<>(message("hello"));
        body.put("replyTo", "no-uuid");
        expectProblem(post(ada, path, body), 422, "reply_not_found");
    }

    @Test
    void mediaAreNotOfferedYet() {
        expectProblem(
                post(ada, path, Map.of("messageId", UUID.randomUUID().toString(), "mediaId", "x")),
                422,
                "media_not_attachable");
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"CHAT_GONE", "CHAT_NOT_FOUND", "MESSAGE_ID_REUSED", "REPLY_NOT_FOUND", "OVERLOADED", "UNAVAILABLE"
            })
    void aRefusalOfThePlatformReachesTheClient(ErrorCode code) {
        int status = io.parley.api.problem.ProblemKind.of(code).status().value();
        behind.fail(SendMessage.class, () -> new Rejection(code, "Refused."));
        expectProblem(send(UUID.randomUUID().toString(), "hello"), status, code.code());
    }

    @Test
    void anOutsiderNeitherWritesNorReads() {
        User outsider = newUser();
        expectProblem(post(outsider, path, message("hello")), 404, "chat_not_found");
        expectProblem(get(outsider, path), 404, "chat_not_found");
    }

    @Test
    void historyIsNewestFirst() {
        say(5);
        assertThat(sequences(path)).containsExactly(5, 4, 3, 2, 1);
        get(ada, path)
                .expectBody()
                .jsonPath("$.items[0].text")
                .isEqualTo("message 5")
                .jsonPath("$.items[0].senderId")
                .isEqualTo(ada.userId())
                .jsonPath("$.items[0].mentions")
                .isArray()
                .jsonPath("$.next")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "before=4, 3 2 1",
        "after=3, 5 4",
        "after=1&limit=2, 3 2",
        "before=4&after=1, 3 2",
        "before=0, ''",
        "after=5, ''",
        "limit=1, 5"
    })
    void boundsAreExclusive(String query, String expected) {
        say(5);
        assertThat(sequences(path + "?" + query).stream().map(Object::toString).reduce("", (a, b) -> (a + " " + b)
                        .strip()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=2", "limit=2&after=0", "limit=2&after=1&before=5"})
    void cursorsLeadThroughAllPages(String query) {
        say(5);
        List<Integer> all = sequences(path + "?" + query.replace("limit=2", "limit=100"));
        List<Integer> seen = pages(ada, path, query).stream()
                .flatMap(page -> page.all("sequence", Integer.class).stream())
                .toList();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(all);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=-1, limit",
        "limit=+5, limit",
        "limit=1.0, limit",
        "limit=, limit",
        "limit=5&limit=6, limit",
        "limit=%D9%A5, limit",
        "before=x, before",
        "before=-1, before",
        "before=9007199254740992, before",
        "after=1e3, after",
        "after=99999999999999999999, after",
        "atLeast=, atLeast",
        "cursor=, cursor",
        "cursor=!!!, cursor",
        "cursor=eA, cursor",
        "cursor=LA, cursor",
        "cursor=MSw&before=3, cursor"
    })
    void aParameterThatBreaksARuleIsNamed(String query, String field) {
        expectProblem(
                        http.get()
                                .uri(java.net.URI.create("http://127.0.0.1:" + port + path + "?" + query))
                                .header("Authorization", "Bearer " + ada.accessToken())
                                .exchange(),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void atLeastIsHandedOn() {
        get(ada, path + "?atLeast=7").expectStatus().isOk();
        assertThat(behind.lastQuery(FindMessages.class).atLeastSequence()).isEqualTo(7);
    }

    @Test
    void aHistoryThatIsHeldBackIsNotYet() {
        behind.fail(FindMessages.class, () -> new Rejection(ErrorCode.NOT_YET, "Held back."));
        expectProblem(get(ada, path), 503, "not_yet");
    }

    private WebTestClient.ResponseSpec send(String id, String text) {
        return post(ada, path, Map.of("messageId", id, "text", text));
    }

    private void say(int messages) {
        for (int i = 1; i <= messages; i++) {
            send(UUID.randomUUID().toString(), "message " + i).expectStatus().isCreated();
        }
    }

    private List<Integer> sequences(String uri) {
        return list(ada, uri).all("sequence", Integer.class);
    }

    private static Map<String, Object> message(String text) {
        return Map.of("messageId", UUID.randomUUID().toString(), "text", text);
    }
}
