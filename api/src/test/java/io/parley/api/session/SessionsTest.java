package io.parley.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.CloseReason;
import io.parley.contract.session.SessionCommand.EndSession;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.session.SessionEvent.SessionClosed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** {@code /v1/me/sessions}. */
class SessionsTest extends EdgeTest {

    private static final String PATH = "/v1/me/sessions";

    private ResponseSpec end(User user, String deviceId) {
        return send(user, HttpMethod.DELETE, PATH + "/" + deviceId);
    }

    private List<String> devices(User user) {
        return list(user, PATH).all("deviceId", String.class);
    }

    private ResponseSpec refresh(User user) {
        return post("/v1/tokens", Map.of("refreshToken", user.refreshToken()));
    }

    private void expectOut(User user) {
        expectProblem(get(user, "/v1/me"), 401, "unauthorized");
        expectProblem(send(user, HttpMethod.POST, "/v1/events/tickets"), 401, "unauthorized");
        expectProblem(refresh(user), 401, "bad_credentials");
    }

    @Test
    void onesOpenSessionsAreListedNewestFirstAndTheOneInUseIsMarked() {
        User ada = newUser();
        User elsewhere = signIn(ada.handle());
        newUser();

        Listed page = list(ada, PATH);

        assertThat(page.items()).hasSize(2).allSatisfy(item -> assertThat(item)
                .containsOnlyKeys("deviceId", "device", "openedAt", "connected", "current")
                .containsEntry("device", "laptop"));
        assertThat(page.all("deviceId", String.class)).containsExactly(elsewhere.deviceId(), ada.deviceId());
        assertThat(page.all("current", Boolean.class)).containsExactly(false, true);
        assertThat(page.all("openedAt", String.class)).allMatch(time -> time.endsWith("Z"));
        assertThat(page.next()).isNull();
    }

    @Test
    void theyComeInPages() {
        User ada = newUser();
        Stream.generate(() -> signIn(ada.handle())).limit(3).forEach(device -> {});

        List<Listed> pages = pages(ada, PATH, "limit=1");

        assertThat(pages).extracting(page -> page.items().size()).containsExactly(1, 2, 1);
        assertThat(pages.stream().flatMap(page -> page.items().stream()).distinct())
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=101", "?limit=x", "?cursor=%21", "?cursor=eA"})
    void whatIsNoPageIsRefused(String query) {
        expectProblem(get(newUser(), PATH + query), 400, "invalid_request");
    }

    @Test
    void oneWhoseRefreshTokenHasRunOutIsNotListed() {
        User ada = newUser();
        clock.move(Duration.ofDays(29));
        User elsewhere = signIn(ada.handle());
        assertThat(devices(elsewhere)).hasSize(2);
        clock.move(Duration.ofDays(2));
        User now = signIn(ada.handle());

        assertThat(devices(now)).containsExactly(now.deviceId(), elsewhere.deviceId());
    }

    @Test
    void anEndedSessionIsOutAtOnceAndTheOthersGoOn() {
        User ada = newUser();
        User elsewhere = signIn(ada.handle());

        end(ada, elsewhere.deviceId())
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .isEmpty();

        assertThat(behind.commands(EndSession.class))
                .containsExactly(new EndSession(DeviceId.valueOf(elsewhere.deviceId()), UserId.valueOf(ada.userId())));
        expectOut(elsewhere);
        assertThat(behind.commands(RefreshSession.class)).as("not even asked").isEmpty();
        assertThat(devices(ada)).containsExactly(ada.deviceId());
        refresh(ada).expectStatus().isOk();
    }

    @Test
    void oneMayEndTheSessionInUse() {
        User ada = newUser();

        end(ada, ada.deviceId()).expectStatus().isNoContent();

        expectOut(ada);
        expectProblem(end(ada, ada.deviceId()), 401, "unauthorized");
    }

    @Test
    void endedTwiceItIsEnded() {
        User ada = newUser();
        User elsewhere = signIn(ada.handle());

        end(ada, elsewhere.deviceId()).expectStatus().isNoContent();
        end(ada, elsewhere.deviceId()).expectStatus().isNoContent();

        List<CompletableFuture<ResponseSpec>> both = Stream.of(ada, ada)
                .map(user -> CompletableFuture.supplyAsync(() -> end(user, user.deviceId())))
                .toList();
        assertThat(both.stream().map(answer -> answer.join()
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value()))
                .contains(204)
                .isSubsetOf(204, 401);
    }

    @Test
    void somebodyElsesIsAnsweredAsOneThatNeverWasAndGoesOn() {
        User ada = newUser();
        User eve = newUser();

        String others = problem(end(eve, ada.deviceId()));

        assertThat(problem(end(eve, UUID.randomUUID().toString()))).isEqualTo(others);
        assertThat(problem(end(eve, "nonsense"))).isEqualTo(others);
        get(ada, "/v1/me").expectStatus().isOk();
    }

    private static String problem(ResponseSpec response) {
        String body = response.expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(body).contains("\"session_not_found\"");
        return String.valueOf(body).replaceAll("\"instance\":\"[^\"]*\"", "");
    }

    @Test
    void whatIsEndedOnAnotherNodeIsOutHereToo() {
        User ada = newUser();
        get(ada, "/v1/me").expectStatus().isOk();
        behind.tail()
                .append(new SessionClosed(
                        DeviceId.valueOf(ada.deviceId()), UserId.valueOf(ada.userId()), CloseReason.SIGNED_OUT));
        expectProblem(get(ada, "/v1/me"), 401, "unauthorized");
    }

    @Test
    void whatWasNotEndedGoesOn() {
        User ada = newUser();
        behind.fail(EndSession.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "Unavailable."));
        expectProblem(end(ada, ada.deviceId()), 503, "unavailable");
        behind.mend();
        get(ada, "/v1/me").expectStatus().isOk();
    }
}
