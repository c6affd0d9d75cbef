package io.parley.api.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

class MembersTest extends EdgeTest {

    private User ada = User.NONE;
    private User bob = User.NONE;
    private String group = "";

    @BeforeEach
    void aGroup() {
        ada = newUser();
        bob = newUser();
        group = openGroup(ada);
    }

    private String member(String userId) {
        return "/v1/chats/" + group + "/members/" + userId;
    }

    @Test
    void whoIsNewIsCreatedAsAMember() {
        send(ada, HttpMethod.PUT, member(bob.userId()))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(3)
                .jsonPath("$.userId")
                .isEqualTo(bob.userId())
                .jsonPath("$.role")
                .isEqualTo("member")
                .jsonPath("$.joinedAt")
                .value(time ->
                        assertThat((String) time).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
        assertThat(behind.commands(AddMember.class).get(0).role()).isNull();
    }

    @Test
    void whoIsThereAlreadyIsAnsweredAsTheyAre() {
        send(ada, HttpMethod.PUT, member(bob.userId()), Map.of("role", "admin"))
                .expectStatus()
                .isCreated();
        for (Map<String, String> body : List.of(Map.of("role", "admin"), Map.<String, String>of())) {
            send(ada, HttpMethod.PUT, member(bob.userId()), body)
                    .expectStatus()
                    .isOk()
                    .expectHeader()
                    .exists("Parley-Position")
                    .expectBody()
                    .jsonPath("$.role")
                    .isEqualTo("admin");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "admin", "member"})
    void eachRoleMayBeGiven(String role) {
        send(ada, HttpMethod.PUT, member(bob.userId()), Map.of("role", role))
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.role")
                .isEqualTo(role);
    }

    @Test
    void noBodyAnEmptyOneAndNoRoleAreTheSame() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("role", null);
        send(ada, HttpMethod.PUT, member(bob.userId()), nothing).expectStatus().isCreated();
        http.put()
                .uri(member(bob.userId()))
                .header("Authorization", "Bearer " + ada.accessToken())
                .contentType(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isOk();
        assertThat(behind.commands(AddMember.class)).hasSize(2).allMatch(command -> command.role() == null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OWNER", "", "king"})
    void aRoleThatIsNoneIsNamed(String role) {
        expectProblem(send(ada, HttpMethod.PUT, member(bob.userId()), Map.of("role", role)), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("role");
        assertThat(behind.commands(AddMember.class)).isEmpty();
    }

    @Test
    void nullIsNoBody() {
        expectProblem(
                http.put()
                        .uri(member(bob.userId()))
                        .header("Authorization", "Bearer " + ada.accessToken())
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue("null")
                        .exchange(),
                400,
                "invalid_request");
        assertThat(behind.commands(AddMember.class)).isEmpty();
    }

    @Test
    void aBodyOfAnotherKindIsNotTaken() {
        expectProblem(
                http.put()
                        .uri(member(bob.userId()))
                        .header("Authorization", "Bearer " + ada.accessToken())
                        .contentType(MediaType.TEXT_PLAIN)
                        .bodyValue("admin")
                        .exchange(),
                415,
                "unsupported_media_type");
    }

    @Test
    void whoIsRemovedOrLeavesIsInItNoMore() {
        send(ada, HttpMethod.PUT, member(bob.userId())).expectStatus().isCreated();
        get(bob, "/v1/chats/" + group).expectStatus().isOk();
        send(ada, HttpMethod.DELETE, member(bob.userId()))
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .isEmpty();
        expectProblem(get(bob, "/v1/chats/" + group), 404, "chat_not_found");
        send(ada, HttpMethod.DELETE, member(ada.userId())).expectStatus().isNoContent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "nobody", "\uD83C\uDF88"})
    void whoDoesNotExistIsNeitherAddedNorRemoved(String nobody) {
        expectProblem(send(ada, HttpMethod.PUT, member(nobody)), 404, "user_not_found");
        expectProblem(send(ada, HttpMethod.DELETE, member(nobody)), 404, "member_not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000000-0000-4000-8000-000000000000", "no-uuid"})
    void aChatThatDoesNotExistIsNotFound(String chat) {
        group = chat;
        expectProblem(send(ada, HttpMethod.PUT, member(bob.userId())), 404, "chat_not_found");
        expectProblem(send(ada, HttpMethod.DELETE, member(bob.userId())), 404, "chat_not_found");
    }

    static Stream<Class<?>> commands() {
        return Stream.of(AddMember.class, RemoveMember.class);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aDirectChatHasItsMembersForEver(Class<?> command) {
        group = openChat(ada, bob);
        HttpMethod method = command == AddMember.class ? HttpMethod.PUT : HttpMethod.DELETE;
        expectProblem(send(ada, method, member(bob.userId())), 422, "not_a_group");
    }

    @ParameterizedTest
    @CsvSource({"FORBIDDEN, 403", "GROUP_FULL, 422", "NOT_A_GROUP, 422", "CHAT_GONE, 410"})
    void whatIsRefusedHasItsStatus(ErrorCode code, int status) {
        behind.fail(AddMember.class, () -> new Rejection(code, "No."));
        behind.fail(RemoveMember.class, () -> new Rejection(code, "No."));
        expectProblem(send(ada, HttpMethod.PUT, member(bob.userId())), status, code.code());
        expectProblem(send(ada, HttpMethod.DELETE, member(bob.userId())), status, code.code());
    }
}
