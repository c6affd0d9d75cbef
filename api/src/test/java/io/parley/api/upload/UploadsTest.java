package io.parley.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.testing.FakeUploads;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaCommand.UploadMedia;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

class UploadsTest extends TusTest {

    @Test
    void whatIsSpokenIsOffered() {
        send(ada, HttpMethod.OPTIONS, path)
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Tus-Resumable", "1.0.0")
                .expectHeader()
                .valueEquals("Tus-Version", "1.0.0")
                .expectHeader()
                .valueEquals("Tus-Extension", "creation,creation-with-upload,expiration,checksum,termination")
                .expectHeader()
                .valueEquals("Tus-Max-Size", Long.toString(FakeUploads.LARGEST))
                .expectHeader()
                .valueEquals("Tus-Checksum-Algorithm", "sha1,sha256");
    }

    @Test
    void anUploadGoesInPiecesAndBecomesMedia() {
        String location = begin(CONTENT.length);
        assertThat(location).startsWith(path + "/");

        piece(location, 0, Arrays.copyOf(CONTENT, 1_000))
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Upload-Offset", "1000")
                .expectHeader()
                .exists("Upload-Expires")
                .expectHeader()
                .doesNotExist("Parley-Media-Id");
        head(location)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Upload-Offset", "1000")
                .expectHeader()
                .valueEquals("Upload-Length", "3000")
                .expectHeader()
                .valueEquals("Cache-Control", "no-store")
                .expectHeader()
                .valueEquals("Tus-Resumable", "1.0.0");
        piece(location, 1_000, Arrays.copyOfRange(CONTENT, 1_000, 3_000))
                .expectStatus()
                .isNoContent()
                .expectHeader()
                .valueEquals("Upload-Offset", "3000")
                .expectHeader()
                .valueEquals("Parley-Media-Id", mediaId(location))
                .expectHeader()
                .exists("Parley-Position");

        head(location)
                .expectHeader()
                .valueEquals("Upload-Offset", "3000")
                .expectHeader()
                .valueEquals("Parley-Media-Id", mediaId(location));
        assertThat(uploads.received(ref(location))).isEqualTo(CONTENT);
        assertThat(behind.lastCommand().getPayload())
                .isInstanceOfSatisfying(UploadMedia.class, media -> assertThat(media.mediaId())
                        .isEqualTo(ref(location).mediaId()));
    }

    @Test
    void aPieceMayComeWithTheBeginning() {
        request(HttpMethod.POST, path)
                .header("Upload-Length", "3000")
                .header("Content-Type", "application/offset+octet-stream")
                .bodyValue(CONTENT)
                .exchange()
                .expectStatus()
                .isCreated()
                .expectHeader()
                .valueEquals("Upload-Offset", "3000")
                .expectHeader()
                .exists("Parley-Media-Id");
    }

    @Test
    void whatItHasBecomeIsToldToWhoAsks() {
        String location = begin(CONTENT.length);
        expectProblem(get(ada, location), 409, "upload_offset_conflict");
        piece(location, 0, CONTENT).expectStatus().isNoContent();
        get(ada, location)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.mediaId")
                .isEqualTo(mediaId(location))
                .jsonPath("$.contentType")
                .isEqualTo("image/png");
        expectProblem(get(newUser(), location), 404, "upload_not_found");
    }

    @Test
    void aHeadFinishesWhatWasNotFinished() {
        String location = begin(CONTENT.length);
        uploads.receive(ref(location), CONTENT);

        head(location)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals("Parley-Media-Id", mediaId(location))
                .expectHeader()
                .exists("Parley-Position");
    }

    @Test
    void whatTheBrokenConnectionBroughtIsKept() throws Exception {
        String location = begin(CONTENT.length);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            out.write(("PATCH " + location + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                            + ada.accessToken()
                            + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\n"
                            + "Content-Type: application/offset+octet-stream\r\nContent-Length: 3000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            out.write(CONTENT, 0, 1_700);
            out.flush();
            await(() -> uploads.received(ref(location)).length > 0);
        }
        await(() -> uploads.received(ref(location)).length == 1_700);

        head(location).expectHeader().valueEquals("Upload-Offset", "1700");
        piece(location, 1_700, Arrays.copyOfRange(CONTENT, 1_700, 3_000))
                .expectHeader()
                .valueEquals("Parley-Media-Id", mediaId(location));
        assertThat(uploads.received(ref(location))).isEqualTo(CONTENT);
    }

    @Test
    void theNameIsTakenFromTheMetadata() {
        String name = Base64.getEncoder().encodeToString("Fête.png".getBytes(StandardCharsets.UTF_8));
        String location = Objects.requireNonNull(request(HttpMethod.POST, path)
                .header("Upload-Length", "1")
                .header("Upload-Metadata", "secret,filename " + name + ",filetype aW1hZ2UvcG5n")
                .exchange()
                .expectStatus()
                .isCreated()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location"));
        assertThat(uploads.fileName(ref(location))).isEqualTo("Fête.png");
    }

    @Test
    void aChecksumIsCheckedAndOnlyByWhatIsOffered() throws Exception {
        String location = begin(CONTENT.length);
        byte[] sha1 = MessageDigest.getInstance("SHA-1").digest(CONTENT);
        expectProblem(checked(location, "sha1 " + base64(new byte[20])), 460, "checksum_mismatch");
        expectProblem(checked(location, "md5 " + base64(sha1)), 400, "invalid_request");
        expectProblem(checked(location, "sha1"), 400, "invalid_request");
        expectProblem(checked(location, "sha1 ?"), 400, "invalid_request");
        head(location).expectHeader().valueEquals("Upload-Offset", "0");
        checked(location, "sha1 " + base64(sha1)).expectStatus().isNoContent();
    }

    @Test
    void anUploadIsGivenUp() {
        String location = begin(10);
        request(HttpMethod.DELETE, location).exchange().expectStatus().isNoContent();
        head(location).expectStatus().isNotFound();
        expectProblem(piece(location, 0, new byte[1]), 404, "upload_not_found");
    }

    @Test
    void mediaThatCannotBeMadeKnownNowAreMadeKnownLater() {
        String location = begin(1);
        behind.fail(UploadMedia.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "Away."));
        expectProblem(piece(location, 0, new byte[1]), 503, "unavailable");
        head(location).expectStatus().isEqualTo(503);
        behind.mend();
        head(location).expectHeader().valueEquals("Parley-Media-Id", mediaId(location));
    }

    private WebTestClient.ResponseSpec checked(String location, String checksum) {
        return request(HttpMethod.PATCH, location)
                .header("Upload-Offset", "0")
                .header("Upload-Checksum", checksum)
                .header("Content-Type", "application/offset+octet-stream")
                .bodyValue(CONTENT)
                .exchange();
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
    }
}
