package io.parley.api.upload;

import io.parley.api.testing.EdgeTest;
import io.parley.api.testing.FakeUploads;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.UploadRef;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Resumable uploads over HTTP, by somebody who is in a chat. */
abstract class TusTest extends EdgeTest {

    static final byte[] CONTENT = "tus".repeat(1_000).getBytes(StandardCharsets.US_ASCII);

    @Autowired
    @SuppressWarnings("NullAway.Init")
    FakeUploads uploads;

    User ada = User.NONE;
    String chat = "";
    String path = "";

    @BeforeEach
    void aChat() {
        ada = newUser();
        chat = openChat(ada, newUser());
        path = "/v1/chats/" + chat + "/uploads";
    }

    String begin(long length) {
        return Objects.requireNonNull(request(HttpMethod.POST, path)
                .header("Upload-Length", Long.toString(length))
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Upload-Offset", "0")
                .expectHeader()
                .exists("Upload-Expires")
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location"));
    }

    WebTestClient.ResponseSpec head(String location) {
        return request(HttpMethod.HEAD, location).exchange();
    }

    WebTestClient.ResponseSpec piece(String location, long offset, byte[] bytes) {
        return request(HttpMethod.PATCH, location)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .bodyValue(bytes)
                .exchange();
    }

    WebTestClient.RequestBodySpec request(HttpMethod method, String uri) {
        return http.method(method)
                .uri(uri)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + ada.accessToken())
                .header("Tus-Resumable", "1.0.0");
    }

    UploadRef ref(String location) {
        return new UploadRef(ChatId.valueOf(chat), MediaId.valueOf(mediaId(location)), UserId.valueOf(ada.userId()));
    }

    static String mediaId(String location) {
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
