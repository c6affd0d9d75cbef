package io.parley.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.user.UserCommand.RegisterUser;
import io.parley.contract.user.UserQuery.FindUser;
import io.parley.contract.user.UserQuery.FindUserByHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest extends EdgeTest {

    @Test
    void whoSignsUpIsToldTheNewUserAndItsPlace() {
        String handle = newHandle();
        post("/v1/users", Map.of("handle", handle, "displayName", "Ada Lovelace", "password", PASSWORD))
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueMatches("Location", "/v1/users/[0-9a-f-]{36}")
                .expectHeader()
                .valueMatches("Parley-Position", "[0-9a-f-]{36}\\.[0-9]+")
                .expectBody()
                .jsonPath("$.handle")
                .isEqualTo(handle)
                .jsonPath("$.displayName")
                .isEqualTo("Ada Lovelace")
                .jsonPath("$.password")
                .doesNotExist()
                .jsonPath("$.length()")
                .isEqualTo(3);
    }

    @Test
    void theCommandNamesWhoCausedItAndTheRequestButNoSession() {
        newUser();
        RegisterUser command = behind.commands(RegisterUser.class).get(0);
        var metadata = behind.messageOf(command).getMetaData();
        assertThat(metadata).containsEntry(MetadataKeys.ACTOR, command.userId().toString());
        assertThat(metadata).containsKey(MetadataKeys.CORRELATION_ID).doesNotContainKey(MetadataKeys.DEVICE);
    }

    @Test
    void thePasswordIsHashedWithArgon2idBeforeItGoesAnywhere() {
        newUser();
        String hash = behind.commands(RegisterUser.class).get(0).passwordHash().value();
        assertThat(hash).startsWith("$argon2id$").doesNotContain(PASSWORD);
    }

    @Test
    void namesAreNormalised() {
        post("/v1/users", Map.of("handle", newHandle(), "displayName", "Rene\u0301e", "password", PASSWORD))
                .expectBody()
                .jsonPath("$.displayName")
                .isEqualTo("Ren\u00e9e");
    }

    static Stream<Arguments> invalidFields() {
        return Stream.of(
                Arguments.of("handle", "ab"),
                Arguments.of("handle", "a".repeat(31)),
                Arguments.of("handle", "Ada"),
                Arguments.of("handle", "ada\n"),
                Arguments.of("handle", "\u0430da"),
                Arguments.of("displayName", ""),
                Arguments.of("displayName", " \u00a0\u200b"),
                Arguments.of("displayName", "a".repeat(65)),
                Arguments.of("displayName", "a\u0007b"),
                Arguments.of("displayName", "a\u0000b"),
                Arguments.of("displayName", "a\u202eb"),
                Arguments.of("displayName", "\ud83d\ude00".repeat(65)),
                Arguments.of("password", "1234567"),
                Arguments.of("password", "a".repeat(129)),
                Arguments.of("password", "with\ttabulator"));
    }

    @ParameterizedTest
    @MethodSource("invalidFields")
    void whatBreaksARuleIsNamed(String field, String value) {
        Map<String, Object> body = signUp();
        body.put(field, value);
        expectProblem(post("/v1/users", body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void lengthsAreCountedInCodePoints() {
        Map<String, Object> body = signUp();
        body.put("displayName", "\ud83d\ude00".repeat(64));
        body.put("password", "\ud83d\ude00".repeat(128));
        post("/v1/users", body).expectStatus().isCreated();
    }

    @ParameterizedTest
    @ValueSource(strings = {"handle", "displayName", "password"})
    void whatIsMissingOrNullIsNamed(String field) {
        Map<String, Object> body = signUp();
        body.put(field, null);
        expectProblem(post("/v1/users", body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field)
                .jsonPath("$.errors[0].message")
                .isEqualTo("is required");
        body.remove(field);
        expectProblem(post("/v1/users", body), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo(field);
    }

    @Test
    void allFaultsAreNamedAtOnce() {
        expectProblem(post("/v1/users", Map.of()), 400, "invalid_request")
                .jsonPath("$.errors.length()")
                .isEqualTo(3);
    }

    @Test
    void aHandleThatIsTakenIsAConflict() {
        User ada = newUser();
        Map<String, Object> body = signUp();
        body.put("handle", ada.handle());
        expectProblem(post("/v1/users", body), 409, "handle_taken");
    }

    @Test
    void aUserIsFoundByIdAndByHandle() {
        User ada = newUser();
        User bob = newUser();
        for (String path : new String[] {"/v1/users/" + bob.userId(), "/v1/users?handle=" + bob.handle()}) {
            get(ada, path)
                    .expectStatus()
                    .isOk()
                    .expectBody()
                    .jsonPath("$.userId")
                    .isEqualTo(bob.userId())
                    .jsonPath("$.handle")
                    .isEqualTo(bob.handle())
                    .jsonPath("$.lastSeen")
                    .doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/users/00000000-0000-4000-8000-000000000000",
                "/v1/users/no-uuid",
                "/v1/users/1-1-1-1-1",
                "/v1/users?handle=nobody_of_that_name",
                "/v1/users?handle=No%20Handle",
                "/v1/users?handle=",
                "/v1/users?handle=one&handle=two"
            })
    void whoDoesNotExistIsNotFound(String path) {
        expectProblem(get(newUser(), path), 404, "user_not_found");
    }

    @Test
    void theHandleToLookForIsRequired() {
        expectProblem(get(newUser(), "/v1/users"), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("handle");
    }

    @Test
    void aReadModelThatLagsIsNotYet() {
        User ada = newUser();
        behind.fail(FindUser.class, () -> new Rejection(ErrorCode.NOT_YET, "Not yet."));
        behind.fail(FindUserByHandle.class, () -> new Rejection(ErrorCode.NOT_YET, "Not yet."));
        for (String path : new String[] {"/v1/users/" + UUID.randomUUID(), "/v1/users?handle=ada", "/v1/me"}) {
            var response = get(ada, path);
            response.expectHeader().valueEquals("Retry-After", "1");
            expectProblem(response, 503, "not_yet");
        }
    }

    private Map<String, Object> signUp() {
        Map<String, Object> body = new HashMap<>();
        body.put("handle", newHandle());
        body.put("displayName", "Ada");
        body.put("password", PASSWORD);
        return body;
    }
}
