package io.parley.api.chat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.chat.ChatCommand.OpenDirectChat;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChatsTest extends EdgeTest {

    @Test
    void aNewChatIsCreatedAndAnsweredWhole() {
        User ada = newUser();
        User bob = newUser();
        post(ada, "/v1/chats", direct(bob))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Location", "/v1/chats/[0-9a-f-]{36}")
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("direct")
                .jsonPath("$.title")
                .isEmpty()
                .jsonPath("$.messageTtl")
                .isEmpty()
                .jsonPath("$.expiresAt")
                .isEmpty()
                .jsonPath("$.members[0].userId")
                .isEqualTo(ada.userId())
                .jsonPath("$.members[1].role")
                .isEqualTo("member")
                .jsonPath("$.members[1].joinedAt")
                .value(time -> Assertions.assertThat((String) time)
                        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void theChatThatThePairHasIsFoundByBothSides() {
        User ada = newUser();
        User bob = newUser();
        String chat = openChat(ada, bob);
        post(bob, "/v1/chats", direct(ada))
                .expectStatus()
                .isOk()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.chatId")
                .isEqualTo(chat);
    }

    @Test
    void aChatWithOneselfIsRefused() {
        User ada = newUser();
        expectProblem(post(ada, "/v1/chats", direct(ada)), 422, "chat_with_oneself");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "nobody", ""})
    void aChatNeedsSomebodyWhoExists(String nobody) {
        expectProblem(post(newUser(), "/v1/chats", Map.of("kind", "direct", "with", nobody)), 404, "user_not_found");
    }

    static Stream<Arguments> invalidFields() {
        return Stream.of(
                Arguments.of("kind", null),
                Arguments.of("kind", "DIRECT"),
                Arguments.of("kind", "channel"),
                Arguments.of("with", null),
                Arguments.of("title", "Bletchley"),
                Arguments.of("members", List.of()),
                Arguments.of("messageTtl", "a day"),
                Arguments.of("messageTtl", 86_400),
                Arguments.of("expiresAt", "tomorrow"),
                Arguments.of("expiresAt", 1_800_000_000));
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void whatBreaksARuleIsNamed(String field, @org.jspecify.annotations.Nullable Object value) {
        Map<String, Object> body = new HashMap<>(direct(newUser()));
        body.put(field, value);
        expectProblem(post(newUser(), "/v1/chats", body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
        Assertions.assertThat(behind.commands(OpenDirectChat.class)).isEmpty();
    }

    @Test
    void nullMeansNever() {
        Map<String, Object> body = new HashMap<>(direct(newUser()));
        body.put("messageTtl", null);
        body.put("expiresAt", null);
        post(newUser(), "/v1/chats", body).expectStatus().isCreated();
    }

    @Test
    void aMemberSeesTheChatAndAnOutsiderDoesNot() {
        User ada = newUser();
        User bob = newUser();
        String chat = openChat(ada, bob);
        get(bob, "/v1/chats/" + chat).expectStatus().isOk();
        expectProblem(get(newUser(), "/v1/chats/" + chat), 404, "chat_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "no-uuid", "%F0%9F%98%80"})
    void aChatThatDoesNotExistIsNotFound(String id) {
        http.get()
                .uri(java.net.URI.create("http://127.0.0.1:" + port + "/v1/chats/" + id))
                .header("Authorization", "Bearer " + newUser().accessToken())
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("chat_not_found");
    }

    @Test
    void aChatThatIsGoneSaysSo() {
        User ada = newUser();
        behind.fail(FindChat.class, () -> new Rejection(ErrorCode.CHAT_GONE, "The chat is gone."));
        expectProblem(get(ada, "/v1/chats/" + UUID.randomUUID()), 410, "chat_gone");
    }

    private static Map<String, Object> direct(User other) {
        return Map.of("kind", "direct", "with", other.userId());
    }
}
