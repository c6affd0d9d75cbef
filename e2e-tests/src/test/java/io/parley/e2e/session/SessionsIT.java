package io.parley.e2e.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.e2e.harness.Answer;
import io.parley.e2e.harness.Api;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Json;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SharedServer;
import io.parley.e2e.harness.SseStream;
import io.parley.e2e.harness.Together;
import io.parley.e2e.harness.Unique;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@SharedServer
class SessionsIT {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final Server server;
    private final Api api;

    SessionsIT(Server server) {
        this.server = server;
        this.api = server.api();
    }

    @Test
    void aSignInAnswersAPairOfTokens() {
        Person ada = Person.signsUp(server);

        Answer answer = signIn(ada.handle(), ada.password()).expect(200);

        assertThat(answer.text("tokenType")).isEqualToIgnoringCase("Bearer");
        assertThat(answer.number("expiresIn")).isPositive();
        assertThat(answer.text("userId")).isEqualTo(ada.id());
        assertThat(answer.text("deviceId")).isNotBlank().isNotEqualTo(ada.deviceId());
        assertThat(answer.text("accessToken")).isNotEqualTo(answer.text("refreshToken"));
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void aWrongPasswordAndAnUnknownHandleAreAnsweredAlike() {
        Person ada = Person.signsUp(server);

        Answer wrong = signIn(ada.handle(), "not the password").expectProblem(401, "bad_credentials");
        Answer unknown = signIn(Unique.handle("nobody"), "not the password").expectProblem(401, "bad_credentials");

        assertThat(withoutInstance(unknown)).isEqualTo(withoutInstance(wrong));
    }

    @Test
    void aRefreshGivesANewPairForTheSameDevice() {
        Person ada = Person.signsUp(server);

        Answer refreshed = refresh(ada.refreshToken()).expect(200);

        assertThat(refreshed.text("userId")).isEqualTo(ada.id());
        assertThat(refreshed.text("deviceId")).isEqualTo(ada.deviceId());
        assertThat(refreshed.text("refreshToken")).isNotEqualTo(ada.refreshToken());
        ada.withTokensOf(refreshed).get("/v1/me").send().expect(200);
        refresh(refreshed.text("refreshToken")).expect(200);
    }

    @Test
    void aRefreshTokenUsedTwiceEndsTheSessionItsTokensAndItsStream() {
        Person ada = Person.signsUp(server);
        Person elsewhere = ada.onAnotherDevice();
        SseStream stream = ada.listens();
        SseStream streamElsewhere = elsewhere.listens();
        Answer refreshed = refresh(ada.refreshToken()).expect(200);

        refresh(ada.refreshToken()).expectProblem(401, "bad_credentials");

        refresh(refreshed.text("refreshToken")).expectProblem(401, "bad_credentials");
        stream.awaitEnd(SOON);
        Eventually.holds(SOON, () -> ada.get("/v1/me").send().expectProblem(401, "unauthorized"));
        ada.withTokensOf(refreshed).get("/v1/me").send().expectProblem(401, "unauthorized");
        elsewhere.get("/v1/me").send().expect(200);
        assertThat(streamElsewhere.hasEnded()).isFalse();
        streamElsewhere.close();
    }

    @Test
    void aRefreshTokenUsedManyTimesAtOnceEndsTheSession() {
        Person ada = Person.signsUp(server);

        List<Answer> answers = Together.times(4, () -> refresh(ada.refreshToken()));

        assertThat(answers).extracting(Answer::status).containsOnly(200, 401);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSizeLessThanOrEqualTo(1);
        Eventually.holds(SOON, () -> ada.get("/v1/me").send().expectProblem(401, "unauthorized"));
    }

    @Test
    void anAccessTokenIsNoRefreshTokenNorTheOtherWayRound() {
        Person ada = Person.signsUp(server);

        refresh(ada.accessToken()).expectProblem(401, "bad_credentials");
        api.get("/v1/me").bearing(ada.refreshToken()).send().expectProblem(401, "unauthorized");
        refresh("nonsense").expectProblem(401, "bad_credentials");
    }

    @Test
    void withoutATokenOrWithAWrongOneNobodyIsLetIn() {
        Person ada = Person.signsUp(server);
        String[] parts = ada.accessToken().split("\\.");
        String unsigned = "eyJhbGciOiJub25lIn0." + parts[1] + ".";
        String tampered = parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length());

        Answer missing = api.get("/v1/me").send().expectProblem(401, "unauthorized");
        assertThat(missing.header("WWW-Authenticate")).startsWith("Bearer");
        for (String token : List.of("nonsense", unsigned, tampered, parts[0] + "." + parts[1])) {
            Answer wrong = api.get("/v1/me").bearing(token).send().expectProblem(401, "unauthorized");
            assertThat(wrong.header("WWW-Authenticate")).startsWith("Bearer");
        }
        api.get("/v1/me").header("Authorization", "Basic YTpi").send().expectProblem(401, "unauthorized");
        api.get("/v1/me?access_token=" + ada.accessToken()).send().expectProblem(401, "unauthorized");
    }

    @Test
    void aSignInIsChecked() {
        api.post("/v1/tokens").json(Json.object()).send().expectProblem(400, "invalid_request");
        api.post("/v1/tokens")
                .json(Json.object("handle", Unique.handle("x"), "password", "some password"))
                .send()
                .expectProblem(400, "invalid_request")
                .expectFieldError("device");
    }

    private Answer signIn(String handle, String password) {
        return api.post("/v1/tokens")
                .json(Json.object("handle", handle, "password", password, "device", "phone"))
                .send();
    }

    private Answer refresh(String token) {
        return api.post("/v1/tokens").json(Json.object("refreshToken", token)).send();
    }

    private static String withoutInstance(Answer problem) {
        return problem.body().replace(problem.text("instance"), "");
    }
}
