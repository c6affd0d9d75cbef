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
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

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

    @Test
    void onesDevicesAreListedByTheirNamesNewestFirst() {
        Person phone = Person.signsUp(server);
        Person desk = phone.onAnotherDevice("desk");
        Person tablet = phone.onAnotherDevice("tablet");
        tablet.ends(desk).expect(204);

        List<JsonNode> sessions = sessions(phone);

        assertThat(sessions)
                .extracting(session -> session.path("device").asString())
                .containsExactly("tablet", "first device");
        assertThat(sessions)
                .extracting(session -> session.path("deviceId").asString())
                .containsExactly(tablet.deviceId(), phone.deviceId());
        assertThat(sessions)
                .extracting(session -> session.path("current").asBoolean())
                .containsExactly(false, true);
        assertThat(sessions)
                .extracting(session -> Instant.parse(session.path("openedAt").asString()))
                .isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(sessions(Person.signsUp(server))).hasSize(1);
    }

    @Test
    void oneSeesWhichOfThemHasAStreamOpen() {
        Person phone = Person.signsUp(server);
        Person desk = phone.onAnotherDevice("desk");
        try (SseStream stream = desk.listens()) {
            Eventually.holds(SOON, () -> assertThat(connected(phone)).containsExactly(true, false));
            assertThat(stream.hasEnded()).isFalse();
        }
        Eventually.holds(SOON, () -> assertThat(connected(phone)).containsExactly(false, false));
    }

    private static List<Boolean> connected(Person person) {
        return sessions(person).stream()
                .map(session -> session.path("connected").asBoolean())
                .toList();
    }

    @Test
    void theyComeInPages() {
        Person ada = Person.signsUp(server);
        Person second = ada.onAnotherDevice();
        Person third = ada.onAnotherDevice();

        Answer first = ada.get("/v1/me/sessions?limit=2").send().expect(200);
        Answer rest = ada.get("/v1/me/sessions?limit=2&cursor=" + first.text("next"))
                .send()
                .expect(200);

        assertThat(devices(first)).containsExactly(third.deviceId(), second.deviceId());
        assertThat(devices(rest)).containsExactly(ada.deviceId());
        assertThat(rest.json().path("next").isNull()).isTrue();
        ada.get("/v1/me/sessions?limit=101").send().expectProblem(400, "invalid_request");
    }

    @Test
    void anEndedSessionIsOutAtOnceWithAllThatItHasAndTheOthersGoOn() {
        Person ada = Person.signsUp(server);
        Person lost = ada.onAnotherDevice("lost phone");
        String ticket = lost.post("/v1/events/tickets").send().expect(200).text("ticket");
        try (SseStream kept = ada.listens();
                SseStream stream = lost.listens()) {
            ada.ends(lost).expect(204).position();

            lost.get("/v1/me").send().expectProblem(401, "unauthorized");
            refresh(lost.refreshToken()).expectProblem(401, "bad_credentials");
            SseStream.refused(server, "/v1/events?ticket=" + ticket, Map.of()).expectProblem(401, "unauthorized");
            stream.awaitEnd(SOON);

            String chat = ada.chatWith(Person.signsUp(server));
            ada.sends(chat, "Still here");
            kept.awaitMessage("Still here");
        }
        assertThat(sessions(ada)).hasSize(1);
        refresh(ada.refreshToken()).expect(200);
    }

    @Test
    void theNextRequestIsRefusedHoweverOftenItIsTried() {
        Person ada = Person.signsUp(server);
        for (int i = 0; i < 20; i++) {
            Person device = ada.onAnotherDevice();
            device.get("/v1/me").send().expect(200);
            ada.ends(device).expect(204);
            device.get("/v1/me").send().expectProblem(401, "unauthorized");
        }
    }

    @Test
    void oneSignsOut() {
        Person ada = Person.signsUp(server);
        Person elsewhere = ada.onAnotherDevice();

        ada.ends(ada).expect(204);

        ada.get("/v1/me").send().expectProblem(401, "unauthorized");
        ada.ends(ada).expectProblem(401, "unauthorized");
        elsewhere.ends(ada).expect(204);
        elsewhere.ends(ada).expect(204);
    }

    @Test
    void somebodyElsesSessionAndOneThatNeverWasAreAnsweredAlike() {
        Person ada = Person.signsUp(server);
        Person eve = Person.signsUp(server);

        Answer others = eve.ends(ada).expectProblem(404, "session_not_found");
        Answer unknown = eve.request("DELETE", "/v1/me/sessions/" + Unique.messageId())
                .send()
                .expectProblem(404, "session_not_found");

        assertThat(withoutInstance(unknown)).isEqualTo(withoutInstance(others));
        ada.get("/v1/me").send().expect(200);
    }

    @Test
    void endedFromManySidesAtOnceItHasEnded() {
        Person ada = Person.signsUp(server);
        Person lost = ada.onAnotherDevice();

        List<Answer> answers = Together.times(4, () -> ada.ends(lost));

        assertThat(answers).extracting(Answer::status).containsOnly(204);
        lost.get("/v1/me").send().expectProblem(401, "unauthorized");
    }

    private static List<JsonNode> sessions(Person person) {
        Answer answer = person.get("/v1/me/sessions").send().expect(200);
        return Json.each(answer.json().path("items")).toList();
    }

    private static List<String> devices(Answer page) {
        return Json.each(page.json().path("items"))
                .map(session -> session.path("deviceId").asString())
                .toList();
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
