package io.parley.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.MetadataKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.user.UserCommand.ChangeProfile;
import io.parley.contract.user.UserQuery.FindUser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

class MeTest extends EdgeTest {

    @Test
    void theProfileHasOnesOwnChoices() {
        User ada = newUser();
        get(ada, "/v1/me")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.userId")
                .isEqualTo(ada.userId())
                .jsonPath("$.lastSeen")
                .isEqualTo("everyone")
                .jsonPath("$.length()")
                .isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"everyone", "contacts", "nobody"})
    void aChangeIsAnsweredWithTheNewProfile(String lastSeen) {
        patch(newUser(), Map.of("displayName", "Countess", "lastSeen", lastSeen))
                .expectStatus()
                .isOk()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.displayName")
                .isEqualTo("Countess")
                .jsonPath("$.lastSeen")
                .isEqualTo(lastSeen);
    }

    @Test
    void whatIsLeftOutStays() {
        User ada = newUser();
        patch(ada, Map.of()).expectStatus().isOk();
        ChangeProfile command = behind.commands(ChangeProfile.class).get(0);
        assertThat(command.displayName()).isNull();
        assertThat(command.lastSeen()).isNull();
    }

    @Test
    void theCommandNamesUserAndSession() {
        User ada = newUser();
        patch(ada, Map.of("lastSeen", "nobody")).expectStatus().isOk();
        assertThat(behind.lastCommand().getMetaData())
                .containsEntry(MetadataKeys.ACTOR, ada.userId())
                .containsEntry(MetadataKeys.DEVICE, ada.deviceId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EVERYONE", "friends", ""})
    void anUnknownChoiceIsNamed(String lastSeen) {
        expectProblem(patch(newUser(), Map.of("lastSeen", lastSeen)), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("lastSeen");
    }

    @Test
    void anInvalidNameIsNamed() {
        expectProblem(patch(newUser(), Map.of("displayName", "")), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("displayName");
    }

    @Test
    void aWriteIsNeverAnsweredNotYet() {
        User ada = newUser();
        behind.fail(FindUser.class, () -> new Rejection(ErrorCode.NOT_YET, "Not yet."));
        expectProblem(patch(ada, Map.of("displayName", "Countess")), 503, "unavailable");
    }

    private WebTestClient.ResponseSpec patch(User user, Map<String, String> body) {
        return send(user, HttpMethod.PATCH, "/v1/me", body);
    }
}
