package io.parley.api.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.EdgeTest;
import io.parley.contract.delivery.DeliveryQuery.FindMessageDeliveries;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient;

class DeliveriesTest extends EdgeTest {

    private User ada = User.NONE;
    private User ben = User.NONE;
    private String chat = "";
    private String message = "";

    @BeforeEach
    void aChatWithAMessage() {
        ada = newUser();
        ben = newUser();
        chat = openChat(ada, ben);
        message = say(ada, chat, "one");
    }

    @Test
    void theSenderSeesWhereAMessageStandsWithEveryFieldPresent() {
        deliveries(ada, message)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.length()")
                .isEqualTo(1)
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.items[0]")
                .value(item -> assertThat(asMap(item))
                        .containsOnlyKeys(
                                "userId",
                                "state",
                                "filledAt",
                                "pushedTo",
                                "deliveredAt",
                                "readAt",
                                "tries",
                                "abandoned")
                        .containsEntry("userId", ben.userId())
                        .containsEntry("state", "pushed")
                        .containsEntry("pushedTo", 2)
                        .containsEntry("deliveredAt", null)
                        .containsEntry("readAt", null)
                        .containsEntry("tries", 1)
                        .containsEntry("abandoned", false))
                .jsonPath("$.items[0].filledAt")
                .value(time -> assertThat((String) time).endsWith("Z"));
    }

    @Test
    void whoIsInTheChatAndNotTheSenderMayNotSeeIt() {
        expectProblem(deliveries(ben, message), 403, "forbidden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5f0c7a52-6a3e-4bb2-9a55-0d6f3f4f8d11", "no-uuid"})
    void aMessageThatDoesNotExistIsNotFound(String id) {
        expectProblem(deliveries(ada, id), 404, "message_not_found");
    }

    @Test
    void anOutsiderSeesNothing() {
        expectProblem(deliveries(newUser(), message), 404, "chat_not_found");
        expectProblem(get(ada, "/v1/chats/no-uuid/messages/" + message + "/deliveries"), 404, "chat_not_found");
    }

    @Test
    void theSendersNextReadWaitsForTheMessage() {
        deliveries(ada, message).expectStatus().isOk();

        assertThat(behind.lastQuery(FindMessageDeliveries.class).atLeast()).isPositive();
    }

    @Test
    void whatIsHeldBackIsNotYet() {
        behind.fail(FindMessageDeliveries.class, () -> new Rejection(ErrorCode.NOT_YET, "Held back."));
        expectProblem(deliveries(ada, message), 503, "not_yet");
    }

    private WebTestClient.ResponseSpec deliveries(User viewer, String id) {
        return get(viewer, "/v1/chats/" + chat + "/messages/" + id + "/deliveries");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object item) {
        return (Map<String, Object>) item;
    }
}
