package io.parley.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.concurrent.EventExecutor;
import io.parley.api.testing.EdgeTest;
import io.parley.api.testing.EventLoopWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ReactorResourceFactory;

/** No request blocks a thread of the event loop: not when it succeeds, not when it is refused. */
class NonBlockingTest extends EdgeTest {

    @Autowired
    private ReactorResourceFactory resources = new ReactorResourceFactory();

    @BeforeEach
    void watch() {
        EventLoopWatch.begin();
    }

    @Test
    void aBlockingCallOnTheEventLoopWouldBeSeen() throws InterruptedException {
        List<EventExecutor> loops = new ArrayList<>();
        resources.getLoopResources().onServer(true).forEach(loops::add);
        CountDownLatch done = new CountDownLatch(loops.size());
        loops.forEach(loop -> loop.execute(() -> {
            try {
                Thread.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            done.countDown();
        }));
        assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(EventLoopWatch.blocked()).isNotEmpty();
    }

    @Test
    void nothingThatSucceedsBlocks() {
        User ada = newUser();
        User bob = newUser();
        String chat = openChat(ada, bob);
        String message = say(ada, chat, "hello");
        String group = openGroup(ada, bob);
        String carol = "/v1/chats/" + group + "/members/" + newUser().userId();
        send(ada, HttpMethod.PUT, carol, Map.of("role", "admin")).expectStatus().isCreated();
        send(ada, HttpMethod.DELETE, carol).expectStatus().isNoContent();
        for (Map<String, String> change : List.of(Map.of("title", "Hut 8"), Map.<String, String>of())) {
            send(ada, HttpMethod.PATCH, "/v1/chats/" + group, change)
                    .expectStatus()
                    .isOk();
        }
        post("/v1/tokens", Map.of("refreshToken", ada.refreshToken()))
                .expectStatus()
                .isOk();
        send(ada, HttpMethod.PATCH, "/v1/me", Map.of("lastSeen", "nobody"))
                .expectStatus()
                .isOk();
        post(bob, "/v1/receipts", Map.of("receipts", List.of(Map.of("chatId", chat, "read", 1))))
                .expectStatus()
                .isNoContent();
        for (String path : List.of(
                "/v1/me",
                "/v1/users/" + bob.userId(),
                "/v1/users?handle=" + bob.handle(),
                "/v1/chats",
                "/v1/chats/" + chat,
                "/v1/chats/" + chat + "/messages",
                "/v1/chats/" + chat + "/messages/" + message + "/receipts")) {
            readWithAPosition(ada, path);
        }
        for (String path : List.of("/v1/status", "/actuator/health", "/actuator/health/readiness", "/v3/api-docs")) {
            http.get().uri(path).exchange().expectStatus().isOk();
        }
        assertThat(EventLoopWatch.blocked()).isEmpty();
    }

    @Test
    void nothingThatIsRefusedBlocks() {
        User ada = newUser();
        post("/v1/users", Map.of()).expectStatus().isBadRequest();
        post("/v1/tokens", Map.of("handle", ada.handle(), "password", "wrong", "device", "x"))
                .expectStatus()
                .isUnauthorized();
        post("/v1/tokens", Map.of("refreshToken", "x")).expectStatus().isUnauthorized();
        http.get().uri("/v1/me").exchange().expectStatus().isUnauthorized();
        http.get().uri("/v1/events?ticket=x").exchange().expectStatus().isUnauthorized();
        get(ada, "/v1/nothing").expectStatus().isNotFound();
        get(ada, "/v1/chats/x").expectStatus().isNotFound();
        send(ada, HttpMethod.PUT, "/v1/me", Map.of()).expectStatus().isEqualTo(405);
        post("/v1/users", Map.of("x", "x".repeat(300_000))).expectStatus().isEqualTo(413);
        assertThat(EventLoopWatch.blocked()).isEmpty();
    }

    private void readWithAPosition(User user, String path) {
        http.get()
                .uri(path)
                .header("Authorization", "Bearer " + user.accessToken())
                .header(
                        "Parley-Position",
                        behind.tail().epoch() + "." + behind.tail().append())
                .exchange()
                .expectStatus()
                .isOk();
    }
}
