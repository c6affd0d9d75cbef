package io.parley.api;

import io.parley.api.testing.EdgeTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThinWalkTest extends EdgeTest {

    @Test
    void twoUsersChat() {
        User ada = newUser();
        User bob = newUser();
        String chat = openChat(ada, bob);
        String message = say(ada, chat, "hello");
        get(bob, "/v1/chats")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].chatId")
                .isEqualTo(chat);
        get(bob, "/v1/chats/" + chat)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.members.length()")
                .isEqualTo(2);
        get(bob, "/v1/chats/" + chat + "/messages")
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items[0].text")
                .isEqualTo("hello");
        get(ada, "/v1/chats/" + chat + "/messages/" + message + "/receipts")
                .expectStatus()
                .isOk();
        post(bob, "/v1/receipts", Map.of("receipts", List.of(Map.of("chatId", chat, "read", 1))))
                .expectStatus()
                .isNoContent();
        get(bob, "/v1/me").expectStatus().isOk();
        System.out.println(new String(http.get()
                .uri("/v3/api-docs")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody()));
        System.out.println(new String(http.get()
                .uri("/v1/status")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody()));
        System.out.println(new String(http.get()
                .uri("/actuator/health/readiness")
                .exchange()
                .expectBody()
                .returnResult()
                .getResponseBody()));
    }
}
