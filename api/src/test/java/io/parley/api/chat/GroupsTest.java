package io.parley.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.ParleyCommand;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.chat.ChatQuery.FindChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.StorePosition;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;

class GroupsTest extends EdgeTest {

    private static Map<String, Object> group(User... members) {
        return Map.of(
                "kind",
                "group",
                "title",
                "Bletchley",
                "members",
                Stream.of(members).map(User::userId).toList());
    }

    private <C extends ParleyCommand> C onlyCommand(Class<C> kind) {
        assertThat(behind.commands(kind)).hasSize(1);
        return behind.commands(kind).get(0);
    }

    @Test
    void aGroupIsCreatedAndAnsweredWhole() {
        User ada = newUser();
        User bob = newUser();
        post(ada, "/v1/chats", group(bob))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Location", "/v1/chats/[0-9a-f-]{36}")
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.kind")
                .isEqualTo("group")
                .jsonPath("$.title")
                .isEqualTo("Bletchley")
                .jsonPath("$.messageTtl")
                .isEmpty()
                .jsonPath("$.members[0].userId")
                .isEqualTo(ada.userId())
                .jsonPath("$.members[0].role")
                .isEqualTo("owner")
                .jsonPath("$.members[1].userId")
                .isEqualTo(bob.userId())
                .jsonPath("$.members[1].role")
                .isEqualTo("member");
    }

    @Test
    void oneMayBeAloneInAGroup() {
        User ada = newUser();
        post(ada, "/v1/chats", group()).expectStatus().isCreated();
        assertThat(onlyCommand(OpenGroup.class).members()).isEmpty();
    }

    @Test
    void twoOfOnesGroupsMayBeAlike() {
        User ada = newUser();
        User bob = newUser();
        assertThat(openGroup(ada, bob)).isNotEqualTo(openGroup(ada, bob));
    }

    @Test
    void aTitleIsBroughtToOneForm() {
        User ada = newUser();
        Map<String, Object> body = new HashMap<>(group());
        body.put("title", "Cafe\u0301");
        post(ada, "/v1/chats", body).expectStatus().isCreated();
        assertThat(onlyCommand(OpenGroup.class).title().value()).isEqualTo("Caf\u00e9");
    }

    static Stream<Arguments> invalidFields() {
        String id = UUID.randomUUID().toString();
        return Stream.of(
                Arguments.of("kind", "GROUP", "kind"),
                Arguments.of("with", id, "with"),
                Arguments.of("title", null, "title"),
                Arguments.of("title", "", "title"),
                Arguments.of("title", " \t ", "title"),
                Arguments.of("title", "x".repeat(101), "title"),
                Arguments.of("title", "\uD83C\uDF88".repeat(101), "title"),
                Arguments.of("title", "two\nlines", "title"),
                Arguments.of("title", 7, "title"),
                Arguments.of("members", null, "members"),
                Arguments.of("members", id, "members"),
                Arguments.of("members", Collections.nCopies(1_024, id), "members"),
                Arguments.of("members", List.of(7), "members[0]"),
                Arguments.of("members", Collections.singletonList(null), "members[0]"),
                Arguments.of("messageTtl", "a day", "messageTtl"),
                Arguments.of("expiresAt", "tomorrow", "expiresAt"));
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void whatBreaksARuleIsNamed(String field, @Nullable Object value, String named) {
        Map<String, Object> body = new HashMap<>(group());
        body.put(field, value);
        expectProblem(post(newUser(), "/v1/chats", body), 400, "invalid_request")
                .jsonPath("$.errors.length()")
                .isEqualTo(1)
                .jsonPath("$.errors[0].field")
                .isEqualTo(named);
        assertThat(behind.commands(OpenGroup.class)).isEmpty();
    }

    @Test
    void whatIsLargestIsTaken() {
        User ada = newUser();
        User bob = newUser();
        Map<String, Object> body = new HashMap<>(group());
        body.put("title", "\uD83C\uDF88".repeat(100));
        body.put("members", Collections.nCopies(1_023, bob.userId()));
        post(ada, "/v1/chats", body)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.members.length()")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"00000000-0000-4000-8000-000000000000", "nobody", "''"})
    void membersMustExist(String nobody) {
        Map<String, Object> body = new HashMap<>(group());
        body.put("members", List.of(newUser().userId(), nobody));
        expectProblem(post(newUser(), "/v1/chats", body), 404, "user_not_found");
    }

    @Test
    void aTitleIsChanged() {
        User ada = newUser();
        String group = openGroup(ada);
        patch(ada, group, Map.of("title", "Hut 8"))
                .expectStatus()
                .isOk()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.chatId")
                .isEqualTo(group)
                .jsonPath("$.title")
                .isEqualTo("Hut 8");
        assertThat(behind.lastQuery(FindChat.class).atLeast())
                .isEqualTo(behind.tail().head());
    }

    @Test
    void nothingToChangeChangesNothing() {
        User ada = newUser();
        String group = openGroup(ada);
        Map<String, Object> cleared = new HashMap<>();
        cleared.put("messageTtl", null);
        cleared.put("expiresAt", null);
        for (Map<String, Object> body : List.of(Map.<String, Object>of(), cleared)) {
            String position = patch(ada, group, body)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.title")
                    .isEqualTo("Bletchley")
                    .returnResult()
                    .getResponseHeaders()
                    .getFirst("Parley-Position");
            assertThat(StorePosition.valueOf(Objects.requireNonNull(position)).value())
                    .isEqualTo(behind.tail().head());
        }
        assertThat(behind.commands(ChangeTitle.class)).isEmpty();
        expectProblem(patch(newUser(), group, Map.of()), 404, "chat_not_found");
    }

    @Test
    void aTitleCannotBeCleared() {
        User ada = newUser();
        Map<String, Object> body = new HashMap<>();
        body.put("title", null);
        expectProblem(patch(ada, openGroup(ada), body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("title");
        assertThat(behind.commands(ChangeTitle.class)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalidChanges")
    void aChangeThatBreaksARuleIsNamed(String field, Object value) {
        User ada = newUser();
        expectProblem(patch(ada, openGroup(ada), Map.of(field, value)), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
        assertThat(behind.commands(ChangeTitle.class)).isEmpty();
    }

    static Stream<Arguments> invalidChanges() {
        return Stream.of(
                Arguments.of("title", ""),
                Arguments.of("title", "x".repeat(101)),
                Arguments.of("title", List.of()),
                Arguments.of("messageTtl", "a day"),
                Arguments.of("messageTtl", 86_400),
                Arguments.of("expiresAt", "tomorrow"));
    }

    @Test
    void aDirectChatHasNoTitle() {
        User ada = newUser();
        expectProblem(patch(ada, openChat(ada, newUser()), Map.of("title", "x")), 422, "not_a_group");
    }

    @Test
    void whatIsNotAllowedIsForbidden() {
        User ada = newUser();
        String group = openGroup(ada);
        behind.fail(ChangeTitle.class, () -> new Rejection(ErrorCode.FORBIDDEN, "That is for admins."));
        expectProblem(patch(ada, group, Map.of("title", "x")), 403, "forbidden");
    }

    @ParameterizedTest
    @CsvSource({"00000000-0000-4000-8000-000000000000", "no-uuid"})
    void aChatThatDoesNotExistIsNotChanged(String id) {
        User ada = newUser();
        expectProblem(patch(ada, id, Map.of("title", "x")), 404, "chat_not_found");
        expectProblem(patch(ada, id, Map.of()), 404, "chat_not_found");
    }

    private org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec patch(
            User user, String chat, Map<String, ?> body) {
        return send(user, HttpMethod.PATCH, "/v1/chats/" + chat, body);
    }
}
