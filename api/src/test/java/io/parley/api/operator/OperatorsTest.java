package io.parley.api.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.MetadataKeys;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.HoldChat;
import io.parley.contract.chat.ChatCommand.ReleaseChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand.RestartFanOut;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import io.parley.contract.id.OperatorId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class OperatorsTest extends EdgeTest {

    private static final ChatId CHAT = ChatId.random();
    private static final String RESTART = "/v1/operator/chats/" + CHAT + "/lanes/2/messages/7/restart";

    @Autowired
    private OperatorProperties properties;

    @AfterEach
    void nobody() throws IOException {
        Files.deleteIfExists(file());
    }

    @Test
    void anOperatorRestartsAFanOut() throws IOException {
        restart(operator(OperatorRole.OPERATOR), RESTART)
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position");

        assertThat(behind.commands(RestartFanOut.class)).containsExactly(new RestartFanOut(new LaneId(CHAT, 2), 7));
        assertThat(behind.lastCommand().getMetaData())
                .containsKey(MetadataKeys.OPERATOR)
                .doesNotContainKey(MetadataKeys.ACTOR);
    }

    @Test
    void anAuditorOnlyLooks() throws IOException {
        problem(restart(operator(OperatorRole.AUDITOR), RESTART), 403, "forbidden");
        assertThat(behind.commands(RestartFanOut.class)).isEmpty();
    }

    @Test
    void anAuditorSeesPageByPageWhatWasGivenUp() throws IOException {
        String token = operator(OperatorRole.AUDITOR);
        String first = list(token, "?limit=2")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2)
                .jsonPath("$.items[0].length()")
                .isEqualTo(4)
                .jsonPath("$.items[0].lane")
                .isEqualTo(1)
                .jsonPath("$.items[1].sequence")
                .isEqualTo(2)
                .jsonPath("$.items[1].tries")
                .isEqualTo(10)
                .returnResult()
                .toString();
        String next = first.replaceAll("(?s).*\"next\":\"([^\"]+)\".*", "$1");

        list(token, "?limit=2&cursor=" + next)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.next")
                .isEmpty();
        problem(list(token, "?limit=0"), 400, "invalid_request");
        problem(list(newUser().accessToken(), ""), 401, "unauthorized");
    }

    private ResponseSpec list(String token, String query) {
        return http.get()
                .uri("/v1/operator/fan-outs/abandoned" + query)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    @Test
    void anOperatorHoldsAChatAndReleasesIt() throws IOException {
        String token = operator(OperatorRole.OPERATOR);
        User ada = newUser();
        String chat = openChat(ada, newUser());
        String messageId = say(ada, chat, "hello");
        for (int twice = 0; twice < 2; twice++) {
            hold(token, HttpMethod.PUT, chat)
                    .expectStatus()
                    .isNoContent()
                    .expectHeader()
                    .exists("Parley-Position");
        }
        assertThat(behind.commands(HoldChat.class)).hasSize(2);
        assertThat(behind.lastCommand().getMetaData())
                .containsKey(MetadataKeys.OPERATOR)
                .doesNotContainKey(MetadataKeys.ACTOR);
        get(ada, "/v1/chats/" + chat).expectBody().jsonPath("$.heldSince").value(since -> assertThat((String) since)
                .matches("\\d{4}-.*\\.\\d{3}Z"));
        problem(send(ada, HttpMethod.DELETE, "/v1/chats/" + chat), 409, "chat_held");
        problem(send(ada, HttpMethod.DELETE, "/v1/chats/" + chat + "/messages/" + messageId), 409, "chat_held");

        for (int twice = 0; twice < 2; twice++) {
            hold(token, HttpMethod.DELETE, chat)
                    .expectStatus()
                    .isNoContent()
                    .expectHeader()
                    .exists("Parley-Position");
        }
        assertThat(behind.commands(ReleaseChat.class)).hasSize(2);
        get(ada, "/v1/chats/" + chat).expectBody().jsonPath("$.heldSince").isEmpty();
        send(ada, HttpMethod.DELETE, "/v1/chats/" + chat).expectStatus().isNoContent();
        problem(hold(token, HttpMethod.PUT, chat), 410, "chat_gone");
        problem(hold(token, HttpMethod.DELETE, chat), 410, "chat_gone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE"})
    void holdsAreForOperatorsAlone(String method) throws IOException {
        HttpMethod one = HttpMethod.valueOf(method);
        User ada = newUser();
        String chat = openChat(ada, newUser());
        problem(hold(ada.accessToken(), one, chat), 401, "unauthorized");
        problem(hold(operator(OperatorRole.AUDITOR), one, chat), 403, "forbidden");
        assertThat(behind.commands(ChatCommand.class)).noneMatch(HoldChat.class::isInstance);
        assertThat(behind.commands(ChatCommand.class)).noneMatch(ReleaseChat.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-uuid", "00000000-0000-4000-8000-000000000000", "%F0%9F%98%80"})
    void aChatThatDoesNotExistIsNotHeld(String chat) throws IOException {
        String token = operator(OperatorRole.OPERATOR);
        problem(hold(token, HttpMethod.PUT, chat), 404, "chat_not_found");
        problem(hold(token, HttpMethod.DELETE, chat), 404, "chat_not_found");
    }

    private ResponseSpec hold(String token, HttpMethod method, String chat) {
        return http.method(method)
                .uri(URI.create("http://127.0.0.1:" + port + "/v1/operator/chats/" + chat + "/hold"))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    @Test
    void noUsersTokenOpensAnOperatorsPath() {
        User user = newUser();

        problem(restart(user.accessToken(), RESTART), 401, "unauthorized");
        problem(restart(user.accessToken(), RESTART.replace("operator", "%6Fperator")), 401, "unauthorized");
        problem(send(user, HttpMethod.GET, "/v1/operator/whatever"), 401, "unauthorized");
    }

    @Test
    void noOperatorsTokenOpensAUsersPath() throws IOException {
        String token = operator(OperatorRole.OPERATOR);

        problem(
                http.get()
                        .uri("/v1/me")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                        .exchange(),
                401,
                "unauthorized");
    }

    @Test
    void aTokenThatIsUnknownOrRanOutIsRefused() throws IOException {
        problem(restart(OperatorToken.random(), RESTART), 401, "unauthorized");
        String token = operator(OperatorRole.OPERATOR);
        clock.move(Duration.ofDays(2));

        problem(restart(token, RESTART), 401, "unauthorized");
    }

    @Test
    void whoIsTakenOffIsOutAtOnce() throws IOException {
        String token = operator(OperatorRole.OPERATOR);
        restart(token, RESTART).expectStatus().isNoContent();
        new OperatorFile(file()).remove("ann");

        problem(restart(token, RESTART), 401, "unauthorized");
    }

    @Test
    void aFileThatOthersCanReadOrThatIsDamagedLetsNobodyIn() throws IOException {
        String token = operator(OperatorRole.OPERATOR);
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
        problem(restart(token, RESTART), 401, "unauthorized");

        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-------"));
        restart(token, RESTART).expectStatus().isNoContent();
        Files.writeString(file(), "[{\"name\": 3}]");
        problem(restart(token, RESTART), 401, "unauthorized");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lanes/x/messages/1",
                "lanes/-1/messages/1",
                "lanes/0/messages/0",
                "lanes/0/messages/99999999999999999999"
            })
    void whatIsNoNumberNamesNothing(String path) throws IOException {
        String restart = "/v1/operator/chats/" + CHAT + "/" + path + "/restart";

        problem(restart(operator(OperatorRole.OPERATOR), restart), 404, "message_not_found");
        assertThat(behind.commands(RestartFanOut.class)).isEmpty();
    }

    @Test
    void whatWasNotGivenUpIsNotFound() throws IOException {
        behind.fail(
                RestartFanOut.class, () -> new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "Nothing was given up there."));

        problem(restart(operator(OperatorRole.OPERATOR), RESTART), 404, "message_not_found");
    }

    private Path file() {
        return Path.of(properties.file());
    }

    private String operator(OperatorRole role) throws IOException {
        String token = OperatorToken.random();
        new OperatorFile(file())
                .add(new OperatorEntry(
                        OperatorId.random().toString(),
                        "ann",
                        role,
                        OperatorToken.hash(token),
                        clock.instant().plus(Duration.ofDays(1)),
                        null));
        return token;
    }

    private ResponseSpec restart(String token, String path) {
        return http.post()
                .uri(URI.create("http://127.0.0.1:" + port + path))
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + token)
                .exchange();
    }

    private static void problem(ResponseSpec answer, int status, String code) {
        answer.expectStatus().isEqualTo(status).expectBody().jsonPath("$.code").isEqualTo(code);
    }
}
