package io.parley.api.media;

import io.parley.api.testing.EdgeTest;
import io.parley.api.testing.FakeMedia;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Base of the tests of media: two users and their chat. */
abstract class MediaTest extends EdgeTest {

    static final int SIZE = 300_000;

    @Autowired
    FakeMedia media;

    User ada = User.NONE;
    User ben = User.NONE;
    String chat = "";

    @BeforeEach
    void twoUsersAndTheirChat() {
        ada = newUser();
        ben = newUser();
        chat = openChat(ada, ben);
    }

    @AfterEach
    void theStoreIsWell() {
        media.setAway(false);
        media.breakOffAt(Long.MAX_VALUE);
    }

    /** Bytes that are taken for a picture. */
    static byte[] picture() {
        byte[] bytes = new byte[SIZE];
        new Random(3).nextBytes(bytes);
        bytes[0] = 'P';
        return bytes;
    }

    WebTestClient.ResponseSpec upload(User user, String toChat, byte[] bytes, String disposition) {
        return http.post()
                .uri("/v1/chats/" + toChat + "/media")
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
                .header(HttpHeaders.CONTENT_TYPE, "image/x-claimed")
                .headers(headers -> {
                    if (!disposition.isEmpty()) {
                        headers.set(HttpHeaders.CONTENT_DISPOSITION, disposition);
                    }
                })
                .bodyValue(bytes)
                .exchange();
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> uploaded(User user, byte[] bytes) {
        Map<String, Object> answer = upload(user, chat, bytes, "attachment; filename=\"photo.png\"")
                .expectStatus()
                .isCreated()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return answer == null ? Map.of() : answer;
    }

    WebTestClient.ResponseSpec get(User user, String path, String header, String value) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + user.accessToken())
                .header(header, value)
                .exchange();
    }
}
