package io.parley.api.degradation;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.degradation.WorkClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkClassesTest {

    @ParameterizedTest
    @CsvSource({
        "POST,   /v1/chats/c/messages,              MESSAGES",
        "DELETE, /v1/chats/c/messages/m,            MESSAGES",
        "GET,    /v1/chats/c/messages,              HISTORY",
        "HEAD,   /v1/chats/c/messages,              HISTORY",
        "GET,    /v1/chats/c/messages/m/receipts,   HISTORY",
        "GET,    /v1/chats/c/messages/m/deliveries, HISTORY",
        "GET,    /v1/chats,                         HISTORY",
        "POST,   /v1/chats,                         MESSAGES",
        "GET,    /v1/chats/c,                       MESSAGES",
        "PUT,    /v1/chats/c/members/u,             MESSAGES",
        "POST,   /v1/chats/c/typing,                TYPING",
        "POST,   /v1/chats/c/media,                 MEDIA",
        "POST,   /v1/chats/c/uploads,               MEDIA",
        "PATCH,  /v1/chats/c/uploads/u,             MEDIA",
        "DELETE, /v1/chats/c/media/m,               MEDIA",
        "GET,    /v1/chats//messages,               MESSAGES",
        "GET,    /v1/chats/c/messages/,             MESSAGES",
        "GET,    /v1/chats/c/messages//receipts,    MESSAGES",
        "GET,    /v1/chats/,                        MESSAGES",
        "GET,    /v1/chatsx/c/messages,             MESSAGES",
        "GET,    /v1/media/m,                       MEDIA",
        "POST,   /v1/media/m/links,                 MEDIA",
        "POST,   /v1/receipts,                      RECEIPTS",
        "PUT,    /v1/presence,                      PRESENCE",
        "GET,    /v1/presence,                      PRESENCE",
        "GET,    /v1/events,                        MESSAGES",
        "GET,    /v1/status,                        MESSAGES",
        "POST,   /v1/tokens,                        MESSAGES",
        "GET,    /v1/operator/degradation,          MESSAGES",
        "GET,    /actuator/health,                  MESSAGES"
    })
    void aRequestBelongsToOneClass(String method, String path, WorkClass workClass) {
        assertThat(WorkClasses.of(method, path)).isEqualTo(workClass);
    }
}
