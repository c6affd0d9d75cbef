package io.parley.e2e.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SharedServer
class AccountsIT {

    private static final String PASSWORD = "correct horse battery staple";

    private final Server server;
    private final Api api;

    AccountsIT(Server server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void aSignUpAnswersTheAccount() {
        String handle = Unique.handle("ada");

        Answer answer = signUp(handle, "Ada Lovelace", PASSWORD).expect(201);

        assertThat(answer.text("userId")).isNotBlank();
        assertThat(answer.text("handle")).isEqualTo(handle);
        assertThat(answer.text("displayName")).isEqualTo("Ada Lovelace");
        assertThat(answer.position()).isNotBlank();
        assertThat(answer.body()).doesNotContain("password");
    }

    @Test
    void aHandleThatIsTakenIsRefused() {
        Person ada = Person.signsUp(server);

        signUp(ada.handle(), "Another", PASSWORD).expectProblem(409, "handle_taken");
    }

    @Test
    void ofManyWhoWantTheSameHandleAtOnceOneWins() {
        String handle = Unique.handle("race");

        List<Answer> answers = Together.times(6, () -> signUp(handle, "Racer", PASSWORD));

        assertThat(answers).extracting(Answer::status).containsOnlyOnce(201).containsOnly(201, 409);
        answers.stream()
                .filter(answer -> answer.status() == 409)
                .forEach(answer -> answer.expectProblem(409, "handle_taken"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "Ada", "a b c", "ada-l", "ädä", "a234567890123456789012345678901"})
    void aHandleOfTheWrongFormIsRefused(String handle) {
        signUp(handle, "Ada", PASSWORD).expectProblem(400, "invalid_request").expectFieldError("handle");
    }

    @Test
    void aPasswordHas8To128Characters() {
        signUp(Unique.handle("pw"), "Ada", "1234567")
                .expectProblem(400, "invalid_request")
                .expectFieldError("password");
        signUp(Unique.handle("pw"), "Ada", "x".repeat(129))
                .expectProblem(400, "invalid_request")
                .expectFieldError("password");
        signUp(Unique.handle("pw"), "Ada", "12345678").expect(201);
        signUp(Unique.handle("pw"), "Ada", "ü".repeat(128)).expect(201);
    }

    @Test
    void aSignUpNamesEveryFieldAtFault() {
        api.post("/v1/users")
                .json(Json.object("handle", "A", "displayName", "", "password", "x"))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("handle")
                .expectFieldError("displayName")
                .expectFieldError("password");
    }

    @Test
    void missingFieldsAreNamed() {
        api.post("/v1/users")
                .json(Json.object())
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("handle")
                .expectFieldError("displayName")
                .expectFieldError("password");
    }

    @Test
    void aNumberIsNoString() {
        api.post("/v1/users")
                .json(Json.object("handle", Unique.handle("n"), "displayName", 12, "password", PASSWORD))
                .send()
                .expectProblem(400, "invalid_request");
    }

    @Test
    void oneSeesOnesOwnProfileAtOnce() {
        Person ada = Person.signsUp(server);

        Answer me = ada.get("/v1/me").send().expect(200);

        assertThat(me.text("userId")).isEqualTo(ada.id());
        assertThat(me.text("handle")).isEqualTo(ada.handle());
        assertThat(me.text("displayName")).isEqualTo(ada.displayName());
        assertThat(me.text("lastSeen")).isEqualTo("everyone");
    }

    @Test
    void aChangedProfileIsSeenAtOnceByOneselfAndAtItsPositionByOthers() {
        Person ada = Person.signsUp(server);
        Person ben = Person.signsUp(server);

        Answer changed = ada.patch("/v1/me")
                .json(Json.object("displayName", "Countess", "lastSeen", "nobody"))
                .send()
                .expect(200);

        Answer mine = ada.get("/v1/me").send().expect(200);
        assertThat(mine.text("displayName")).isEqualTo("Countess");
        assertThat(mine.text("lastSeen")).isEqualTo("nobody");
        Answer seen = ben.get("/v1/users/" + ada.id())
                .header("Parley-Position", changed.position())
                .send()
                .expect(200);
        assertThat(seen.text("displayName")).isEqualTo("Countess");
    }

    @Test
    void whatAProfileChangeDoesNotNameStays() {
        Person ada = Person.signsUp(server);

        ada.patch("/v1/me").json(Json.object("lastSeen", "contacts")).send().expect(200);

        Answer me = ada.get("/v1/me").send().expect(200);
        assertThat(me.text("displayName")).isEqualTo(ada.displayName());
        assertThat(me.text("lastSeen")).isEqualTo("contacts");
    }

    @Test
    void aProfileChangeIsChecked() {
        Person ada = Person.signsUp(server);

        ada.patch("/v1/me").json(Json.object("lastSeen", "sometimes")).send().expectProblem(400, "invalid_request");
        ada.patch("/v1/me")
                .json(Json.object("displayName", ""))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("displayName");
    }

    @Test
    void othersAreFoundByIdAndByHandle() {
        Person ada = Person.signsUp(server);
        Person ben = Person.signsUp(server);

        for (String path : List.of("/v1/users/" + ada.id(), "/v1/users?handle=" + ada.handle())) {
            Answer found = ben.get(path).send().expect(200);
            assertThat(found.text("userId")).isEqualTo(ada.id());
            assertThat(found.text("handle")).isEqualTo(ada.handle());
            assertThat(found.text("displayName")).isEqualTo(ada.displayName());
            assertThat(found.json().has("lastSeen")).isFalse();
        }
    }

    @Test
    void whoIsNobodyIsNotFound() {
        Person ada = Person.signsUp(server);

        ada.get("/v1/users/" + Unique.messageId()).send().expectProblem(404, "user_not_found");
        ada.get("/v1/users?handle=" + Unique.handle("nobody")).send().expectProblem(404, "user_not_found");
        ada.get("/v1/users?handle=No-Handle").send().expectProblem(404, "user_not_found");
        ada.get("/v1/users/no-id").send().expectProblem(404);
    }

    private Answer signUp(String handle, String displayName, String password) {
        return api.post("/v1/users")
                .json(Json.object("handle", handle, "displayName", displayName, "password", password))
                .send();
    }
}
