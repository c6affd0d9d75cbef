package io.parley.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import io.parley.contract.session.SessionCommand.RefreshSession;
import io.parley.contract.user.UserCommand.EraseUser;
import io.parley.contract.user.UserEvent.UserErased;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** {@code DELETE /v1/me}. */
class ErasureTest extends EdgeTest {

    private ResponseSpec erase(User user) {
        return send(user, HttpMethod.DELETE, "/v1/me");
    }

    private void expectOut(User user) {
        expectProblem(get(user, "/v1/me"), 401, "unauthorized");
        expectProblem(get(user, "/v1/chats"), 401, "unauthorized");
        expectProblem(send(user, HttpMethod.POST, "/v1/events/tickets"), 401, "unauthorized");
    }

    @Test
    void anErasedAccountIsOutOnAllItsDevicesAtOnce() {
        User ada = newUser();
        User onAnotherDevice = signIn(ada.handle());
        erase(ada).expectStatus().isNoContent().expectHeader().exists("Parley-Position");
        assertThat(behind.commands(EraseUser.class)).containsExactly(new EraseUser(UserId.valueOf(ada.userId())));
        expectOut(ada);
        expectOut(onAnotherDevice);
        expectProblem(erase(ada), 401, "unauthorized");
    }

    @Test
    void aRefreshTokenOfAnErasedAccountIsVoid() {
        User ada = newUser();
        erase(ada).expectStatus().isNoContent();
        expectProblem(post("/v1/tokens", Map.of("refreshToken", ada.refreshToken())), 401, "bad_credentials");
        assertThat(behind.commands(RefreshSession.class)).isEmpty();
    }

    @Test
    void nobodySignsInToAnErasedAccountAndOthersDoNotFindIt() {
        User ada = newUser();
        User bob = newUser();
        erase(ada).expectStatus().isNoContent();
        Map<String, String> signIn = Map.of("handle", ada.handle(), "password", PASSWORD, "device", "laptop");
        expectProblem(post("/v1/tokens", signIn), 401, "bad_credentials");
        expectProblem(get(bob, "/v1/users/" + ada.userId()), 404, "user_not_found");
        expectProblem(get(bob, "/v1/users?handle=" + ada.handle()), 404, "user_not_found");
    }

    @Test
    void whatIsErasedOnAnotherNodeIsOutHereToo() {
        User ada = newUser();
        get(ada, "/v1/me").expectStatus().isOk();
        behind.tail().append(new UserErased(UserId.valueOf(ada.userId()), List.of(), clock.instant()));
        expectOut(ada);
    }

    @Test
    void erasedTwiceAtOnceItIsErased() {
        User ada = newUser();
        List<CompletableFuture<ResponseSpec>> both = Stream.of(ada, ada)
                .map(user -> CompletableFuture.supplyAsync(() -> erase(user)))
                .toList();
        List<Integer> statuses = both.stream()
                .map(answer ->
                        answer.join().expectBody().returnResult().getStatus().value())
                .toList();
        assertThat(statuses).contains(204).isSubsetOf(204, 401);
    }

    @Test
    void whatWasNotErasedIsNotOut() {
        User ada = newUser();
        behind.fail(EraseUser.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "Unavailable."));
        expectProblem(erase(ada), 503, "unavailable");
        behind.mend();
        get(ada, "/v1/me").expectStatus().isOk();
    }
}
