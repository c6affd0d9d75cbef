package io.parley.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.RetractMessage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Purging chats and taking messages back. */
class PurgingTest extends EdgeTest {

    private User ada = User.NONE;
    private User bob = User.NONE;
    private String chat = "";

    @BeforeEach
    void aChat() {
        ada = newUser();
        bob = newUser();
        chat = openChat(ada, bob);
    }

    private ResponseSpec delete(User user, String path) {
        return http.method(HttpMethod.DELETE)
                .uri(java.net.URI.create("http://127.0.0.1:" + port + "/v1/chats/" + path))
                .header("Authorization", "Bearer " + user.accessToken())
                .exchange();
    }

    private static void isDone(ResponseSpec answer) {
        answer.expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .isEmpty();
    }

    @Test
    void aPurgedChatIsGoneForThoseWhoWereInItAndNeverWasForOthers() {
        String messageId = say(ada, chat, "hello");
        isDone(delete(bob, chat));
        assertThat(behind.commands(PurgeChat.class))
                .containsExactly(new PurgeChat(ChatId.valueOf(chat), UserId.valueOf(bob.userId())));
        User outsider = newUser();
        for (String path : List.of("", "/messages", "/messages/" + messageId + "/receipts")) {
            expectProblem(get(ada, "/v1/chats/" + chat + path), 410, "chat_gone");
            expectProblem(get(outsider, "/v1/chats/" + chat + path), 404, "chat_not_found");
        }
        Map<String, String> message = Map.of("messageId", messageId, "text", "hello");
        expectProblem(post(ada, "/v1/chats/" + chat + "/messages", message), 410, "chat_gone");
        expectProblem(send(ada, HttpMethod.PATCH, "/v1/chats/" + chat, Map.of("messageTtl", "PT1H")), 410, "chat_gone");
        expectProblem(delete(ada, chat + "/messages/" + messageId), 410, "chat_gone");
        assertThat(list(ada, "/v1/chats").items()).isEmpty();
    }

    @Test
    void aPairMayOpenAnotherAfterwards() {
        isDone(delete(ada, chat));
        assertThat(openChat(bob, ada)).isNotEqualTo(chat);
    }

    @Test
    void purgedTwiceOrByBothSidesAtOnceItIsPurged() {
        isDone(delete(ada, chat));
        isDone(delete(ada, chat));
        isDone(delete(bob, chat));
        String another = openChat(ada, bob);
        List<CompletableFuture<ResponseSpec>> both = Stream.of(ada, bob)
                .map(side -> CompletableFuture.supplyAsync(() -> delete(side, another)))
                .toList();
        both.forEach(answer -> isDone(answer.join()));
    }

    @Test
    void anOutsiderPurgesNothing() {
        User outsider = newUser();
        expectProblem(delete(outsider, chat), 404, "chat_not_found");
        isDone(delete(ada, chat));
        expectProblem(delete(outsider, chat), 404, "chat_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-uuid", "00000000-0000-4000-8000-000000000000", "%F0%9F%98%80", "%00", "*"})
    void whatIsNoChatIsNotPurged(String id) {
        assertThat(delete(ada, id).expectBody().returnResult().getStatus().value())
                .isIn(404, 400);
        assertThat(behind.commands(PurgeChat.class))
                .allMatch(purge -> purge.chatId().toString().equals(id));
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"FORBIDDEN", "CHAT_GONE", "CHAT_HELD"})
    void whatThePlatformRefusesIsNotDone(ErrorCode code) {
        int status = io.parley.api.problem.ProblemKind.of(code).status().value();
        String messageId = say(ada, chat, "hello");
        behind.fail(PurgeChat.class, () -> new Rejection(code, "Refused."));
        behind.fail(RetractMessage.class, () -> new Rejection(code, "Refused."));
        expectProblem(delete(ada, chat), status, code.code());
        expectProblem(delete(ada, chat + "/messages/" + messageId), status, code.code());
        get(ada, "/v1/chats/" + chat + "/messages")
                .expectBody()
                .jsonPath("$.items[0].text")
                .isEqualTo("hello");
    }

    @Test
    void aMessageThatWasTakenBackSaysSoAndNothingElse() {
        String messageId = say(ada, chat, "hello @bob https://example.org");
        say(ada, chat, "still here");
        isDone(delete(ada, chat + "/messages/" + messageId));
        isDone(delete(ada, chat + "/messages/" + messageId));
        byte[] history = get(bob, "/v1/chats/" + chat + "/messages")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[1].messageId")
                .isEqualTo(messageId)
                .jsonPath("$.items[1].retracted")
                .isEqualTo(true)
                .jsonPath("$.items[1].text")
                .doesNotHaveJsonPath()
                .jsonPath("$.items[1].mentions")
                .isEqualTo(Collections.emptyList())
                .jsonPath("$.items[1].links")
                .isEqualTo(Collections.emptyList())
                .jsonPath("$.items[0].retracted")
                .doesNotHaveJsonPath()
                .returnResult()
                .getResponseBody();
        assertThat(new String(java.util.Objects.requireNonNull(history), java.nio.charset.StandardCharsets.UTF_8))
                .doesNotContain("example.org");
    }

    @Test
    void onlyWhoMayTakesAMessageBack() {
        String messageId = say(ada, chat, "hello");
        expectProblem(delete(bob, chat + "/messages/" + messageId), 403, "forbidden");
        expectProblem(delete(newUser(), chat + "/messages/" + messageId), 404, "chat_not_found");
        expectProblem(delete(ada, openChat(ada, newUser()) + "/messages/" + messageId), 404, "message_not_found");
        expectProblem(delete(ada, "no-uuid/messages/" + messageId), 404, "chat_not_found");
        for (String nothing : List.of("no-uuid", "00000000-0000-4000-8000-000000000000", "%F0%9F%98%80")) {
            expectProblem(delete(ada, chat + "/messages/" + nothing), 404, "message_not_found");
        }
    }
}
