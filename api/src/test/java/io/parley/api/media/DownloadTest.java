package io.parley.api.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaQuery.FindMedia;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

class DownloadTest extends MediaTest {

    private final byte[] bytes = picture();
    private String path = "";
    private String tag = "";

    @BeforeEach
    void something() {
        Map<String, Object> known = uploaded(ada, bytes);
        path = "/v1/media/" + text(known, "mediaId");
        tag = '"' + text(known, "sha256") + '"';
    }

    @Test
    void aMemberGetsTheBytesAndABrowserRunsNothing() {
        assertThat(body(get(ben, path)
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .valueEquals(HttpHeaders.CONTENT_TYPE, "image/png")
                        .expectHeader()
                        .valueEquals(HttpHeaders.CONTENT_LENGTH, SIZE)
                        .expectHeader()
                        .valueEquals(HttpHeaders.ETAG, tag)
                        .expectHeader()
                        .valueEquals(HttpHeaders.ACCEPT_RANGES, "bytes")
                        .expectHeader()
                        .valueEquals(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                        .expectHeader()
                        .valueEquals("X-Content-Type-Options", "nosniff")
                        .expectHeader()
                        .valueEquals("Content-Security-Policy", "default-src 'none'; sandbox")
                        .expectHeader()
                        .valueEquals(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "inline; filename=\"photo.png\"; filename*=UTF-8''photo.png")))
                .isEqualTo(bytes);
    }

    @Test
    void whoWantsToSaveItIsToldSoByTheName() {
        String name = text(uploadedAs("attachment; filename*=UTF-8''caf%C3%A9%20%22%25.png"), "mediaId");
        get(ben, "/v1/media/" + name + "?download=true")
                .expectHeader()
                .valueEquals(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"caf_ __.png\"; filename*=UTF-8''caf%C3%A9%20%22%25.png");
        expectProblem(get(ben, path + "?download=maybe"), 400, "invalid_request");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 0, 99",
        "bytes=100-, 100, 299999",
        "bytes=-1, 299999, 299999",
        "bytes=-999999999999999999999, 0, 299999",
        "bytes=299999-400000, 299999, 299999",
        "'BYTES=0-0', 0, 0",
        "'bytes=5-9,0-7', 0, 9",
        "'bytes=0-4, 5-9', 0, 9",
        "'bytes=400000-, 7-7', 7, 7",
    })
    void oneRangeIsAnsweredByItself(String range, int first, int last) {
        assertThat(body(get(ben, path, HttpHeaders.RANGE, range)
                        .expectStatus()
                        .isEqualTo(206)
                        .expectHeader()
                        .valueEquals(HttpHeaders.CONTENT_RANGE, "bytes %d-%d/%d".formatted(first, last, SIZE))
                        .expectHeader()
                        .valueEquals(HttpHeaders.CONTENT_LENGTH, last - first + 1)))
                .isEqualTo(Arrays.copyOfRange(bytes, first, last + 1));
    }

    @Test
    void severalRangesComeInParts() {
        var result = get(ben, path, HttpHeaders.RANGE, "bytes=200000-200099, 0-9,-5")
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .doesNotExist(HttpHeaders.CONTENT_RANGE)
                .expectBody(byte[].class)
                .returnResult();
        String type = result.getResponseHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
        assertThat(type).startsWith("multipart/byteranges; boundary=");
        byte[] whole = result.getResponseBody() == null ? new byte[0] : result.getResponseBody();
        assertThat(result.getResponseHeaders().getContentLength()).isEqualTo(whole.length);
        String boundary = type == null ? "" : type.substring(type.indexOf('=') + 1);
        assertThat(whole).isEqualTo(parts(boundary, List.of(new int[] {200_000, 200_099}, new int[] {0, 9}, new int[] {
            299_995, 299_999
        })));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes=300000-",
                "bytes=-0",
                "bytes=300000-300001,999999-",
                "bytes=0-0,2-2,4-4,6-6,8-8," + "10-10,12-12,14-14,16-16,18-18,20-20,22-22,24-24,26-26,28-28,30-30,32-32"
            })
    void rangesThatAreNotThereOrTooManyAreRefused(String range) {
        expectProblem(
                get(ben, path, HttpHeaders.RANGE, range)
                        .expectHeader()
                        .valueEquals(HttpHeaders.CONTENT_RANGE, "bytes */" + SIZE)
                        .expectHeader()
                        .doesNotExist(HttpHeaders.ETAG),
                416,
                "range_not_satisfiable");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=5-2", "bytes=a-b", "bytes=", "bytes=,", "bytes=1-2,x", "chapters=1-2", "bytes 0-1", "0-1"
            })
    void rangesThatMakeNoSenseCountForNothing(String range) {
        get(ben, path, HttpHeaders.RANGE, range)
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_LENGTH, SIZE);
    }

    @Test
    void whatOneHasAlreadyIsNotSentAgain() {
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            assertThat(body(get(ben, path, HttpHeaders.IF_NONE_MATCH, known)
                            .expectStatus()
                            .isEqualTo(304)
                            .expectHeader()
                            .valueEquals(HttpHeaders.ETAG, tag)))
                    .isEmpty();
        }
        get(ben, path, HttpHeaders.IF_NONE_MATCH, "\"other\"").expectStatus().isOk();
    }

    @Test
    void whoWantsAnotherContentIsRefused() {
        expectProblem(get(ben, path, HttpHeaders.IF_MATCH, "\"other\""), 412, "precondition_failed");
        expectProblem(get(ben, path, HttpHeaders.IF_MATCH, "W/" + tag), 412, "precondition_failed");
        get(ben, path, HttpHeaders.IF_MATCH, tag).expectStatus().isOk();
        get(ben, path, HttpHeaders.IF_MATCH, "*").expectStatus().isOk();
    }

    @Test
    void aRangeOfAnotherContentBringsAllOfThis() {
        assertThat(ranged(tag)).isEqualTo(206);
        assertThat(ranged("\"other\"")).isEqualTo(200);
        assertThat(ranged("W/" + tag)).isEqualTo(200);
        assertThat(ranged("Wed, 21 Oct 2026 07:28:00 GMT")).isEqualTo(200);
    }

    @Test
    void headSaysTheSameAndBringsNothing() {
        var head = http.method(HttpMethod.HEAD)
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + ben.accessToken())
                .header(HttpHeaders.RANGE, "bytes=0-9")
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_LENGTH, SIZE)
                .expectHeader()
                .valueEquals(HttpHeaders.CONTENT_TYPE, "image/png")
                .expectHeader()
                .valueEquals(HttpHeaders.ETAG, tag);
        assertThat(body(head)).isEmpty();
    }

    @Test
    void aPictureHasAThumbnailAndNothingElseHas() {
        assertThat(body(get(ben, path + "/thumbnail")
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .valueEquals(HttpHeaders.ETAG, tag.replaceFirst(".$", "-thumbnail\""))
                        .expectHeader()
                        .valueEquals("Content-Security-Policy", "default-src 'none'; sandbox")))
                .isEqualTo("small".getBytes(StandardCharsets.US_ASCII));
        String sound = text(uploaded(ada, new byte[] {1, 2, 3}), "mediaId");
        expectProblem(get(ben, "/v1/media/" + sound + "/thumbnail"), 404, "media_not_found");
    }

    @Test
    void nobodyElseLearnsThatTheyAreThere() {
        User eve = newUser();
        for (String of : List.of(path, path + "/thumbnail")) {
            expectProblem(get(eve, of), 404, "media_not_found");
            http.get().uri(of).exchange().expectStatus().isUnauthorized();
        }
        expectProblem(get(ben, "/v1/media/no-id"), 404, "media_not_found");
        expectProblem(get(ben, "/v1/media/" + UUID.randomUUID()), 404, "media_not_found");
    }

    @Test
    void whoWasPushedAMessageAheadOfTheReadSideWaitsForItAndNotForEver() {
        AtomicInteger asked = new AtomicInteger();
        behind.before(FindMedia.class, () -> {
            if (asked.incrementAndGet() < 4) {
                throw new Rejection(ErrorCode.NOT_YET, "later");
            }
        });
        get(ben, path).expectStatus().isOk();

        behind.fail(FindMedia.class, () -> new Rejection(ErrorCode.NOT_YET, "never"));
        expectProblem(get(ben, path).expectHeader().exists(HttpHeaders.RETRY_AFTER), 503, "not_yet");
    }

    @Test
    void whatTheStoreHasNotIsNotFoundAndBearsNoOtherHeader() {
        media.objects().clear();
        expectProblem(
                get(ben, path)
                        .expectHeader()
                        .doesNotExist(HttpHeaders.ETAG)
                        .expectHeader()
                        .doesNotExist(HttpHeaders.CONTENT_DISPOSITION),
                404,
                "media_not_found");
        expectProblem(get(ben, path, HttpHeaders.RANGE, "bytes=0-1,5-6"), 404, "media_not_found");
    }

    @Test
    void whatTheStoreHasInAnotherLengthIsNotGivenOut() {
        media.objects().replaceAll((id, stored) -> Arrays.copyOf(stored, stored.length - 1));
        expectProblem(get(ben, path), 500, "internal");
    }

    @Test
    void aStoreThatIsAwayIsUnavailable() {
        media.setAway(true);
        expectProblem(get(ben, path).expectHeader().exists(HttpHeaders.RETRY_AFTER), 503, "unavailable");
        media.setAway(false);
        media.breakOffAt(0);
        expectProblem(
                get(ben, path)
                        .expectHeader()
                        .exists(HttpHeaders.RETRY_AFTER)
                        .expectHeader()
                        .doesNotExist(HttpHeaders.ETAG)
                        .expectHeader()
                        .valueEquals(HttpHeaders.CACHE_CONTROL, "no-cache, no-store, max-age=0, must-revalidate"),
                503,
                "unavailable");
    }

    @Test
    void aStoreThatBreaksOffInTheMiddleIsNotTakenForTheEnd() throws Exception {
        media.breakOffAt(100_000);
        try (RawDownload download = RawDownload.begin(port, path, ben.accessToken())) {
            assertThat(download.head()).contains("HTTP/1.1 200", "Content-Length: " + SIZE);
            assertThat(download.readToEnd()).isLessThan(SIZE);
        }
    }

    @Test
    void oneConnectionServesOneDownloadAfterTheOther() throws Exception {
        try (RawDownload download = RawDownload.begin(port, path, ben.accessToken())) {
            for (int time = 0; time < 20; time++) {
                assertThat(download.head()).contains("HTTP/1.1 200");
                download.skip(SIZE);
                download.askAgain();
            }
        }
    }

    private int ranged(String ifRange) {
        return http.get()
                .uri(path)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + ben.accessToken())
                .header(HttpHeaders.RANGE, "bytes=0-9")
                .header(HttpHeaders.IF_RANGE, ifRange)
                .exchange()
                .returnResult(byte[].class)
                .getStatus()
                .value();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> uploadedAs(String disposition) {
        Map<String, Object> answer = upload(ada, chat, bytes, disposition)
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return answer == null ? Map.of() : answer;
    }

    private byte[] parts(String boundary, List<int[]> ranges) {
        java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
        for (int[] range : ranges) {
            all.writeBytes(((all.size() == 0 ? "" : "\r\n") + "--" + boundary
                            + "\r\nContent-Type: image/png\r\nContent-Range: bytes " + range[0] + "-" + range[1] + "/"
                            + SIZE + "\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(Arrays.copyOfRange(bytes, range[0], range[1] + 1));
        }
        all.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return all.toByteArray();
    }

    private static byte[] body(WebTestClient.ResponseSpec answer) {
        byte[] body = answer.expectBody(byte[].class).returnResult().getResponseBody();
        return body == null ? new byte[0] : body;
    }
}
