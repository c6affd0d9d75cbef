package io.parley.api.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

@TestPropertySource(
        properties = {
            "parley.limits.sign-ins-per-minute=20",
            "parley.limits.failed-sign-ins-per-minute=3",
            "parley.limits.messages-per-second=1",
            "parley.limits.message-burst=3"
        })
class LimitsTest extends EdgeTest {

    @Test
    void signUpsAndSignInsOfAnAddressAreLimited() {
        for (int i = 0; i < 20; i++) {
            signIn(newHandle(), PASSWORD).expectStatus().isUnauthorized();
        }
        WebTestClient.ResponseSpec refused = signIn(newHandle(), PASSWORD);
        refused.expectHeader().valueEquals("Retry-After", "3");
        expectProblem(refused, 429, "rate_limited");
        expectProblem(
                post("/v1/users", Map.of("handle", newHandle(), "displayName", "Ada", "password", PASSWORD)),
                429,
                "rate_limited");
        clock.move(Duration.ofSeconds(3));
        signIn(newHandle(), PASSWORD).expectStatus().isUnauthorized();
    }

    @Test
    void failedSignInsWithAHandleAreLimited() {
        User ada = newUser();
        for (int i = 0; i < 3; i++) {
            signIn(ada.handle(), "wrong").expectStatus().isUnauthorized();
        }
        expectProblem(signIn(ada.handle(), PASSWORD), 429, "rate_limited");
        User bob = newUser();
        signIn(bob.handle(), PASSWORD).expectStatus().isOk();
        clock.move(Duration.ofSeconds(20));
        signIn(ada.handle(), PASSWORD).expectStatus().isOk();
    }

    @Test
    void handlesThatAreNobodysAreLimitedAlike() {
        String nobody = newHandle();
        for (int i = 0; i < 3; i++) {
            signIn(nobody, "wrong").expectStatus().isUnauthorized();
        }
        expectProblem(signIn(nobody, "wrong"), 429, "rate_limited");
    }

    @Test
    void signInsThatSucceedAreNoFailures() {
        User ada = newUser();
        for (int i = 0; i < 5; i++) {
            signIn(ada.handle(), PASSWORD).expectStatus().isOk();
        }
    }

    @Test
    void messagesOfAUserAreLimitedAndOthersAreNotHeldUp() {
        User ada = newUser();
        User bob = newUser();
        String chat = openChat(ada, bob);
        for (int i = 0; i < 3; i++) {
            say(ada, chat, "hello");
        }
        WebTestClient.ResponseSpec refused = send(ada, chat);
        refused.expectHeader().valueEquals("Retry-After", "1");
        expectProblem(refused, 429, "rate_limited");
        send(bob, chat).expectStatus().isCreated();
        clock.move(Duration.ofSeconds(1));
        send(ada, chat).expectStatus().isCreated();
        assertThat(send(ada, chat).expectStatus().isEqualTo(429)).isNotNull();
    }

    private WebTestClient.ResponseSpec signIn(String handle, String password) {
        return post("/v1/tokens", Map.of("handle", handle, "password", password, "device", "laptop"));
    }

    private WebTestClient.ResponseSpec send(User user, String chat) {
        return post(
                user,
                "/v1/chats/" + chat + "/messages",
                Map.of("messageId", UUID.randomUUID().toString(), "text", "hello"));
    }
}
