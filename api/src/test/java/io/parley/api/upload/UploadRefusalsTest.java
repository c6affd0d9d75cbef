package io.parley.api.upload;

import io.parley.api.problem.ProblemKind;
import io.parley.api.testing.FakeUploads;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaStoreUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;

/** What of resumable uploads is refused, and how. */
class UploadRefusalsTest extends TusTest {

    @ParameterizedTest
    @ValueSource(strings = {"filename !", "filename Zg==,filename Zg==", "", "filename /w==", ",", "filename Zg== x"})
    void metadataThatAreNoneAreRefused(String metadata) {
        expectProblem(
                        request(HttpMethod.POST, path)
                                .header("Upload-Length", "1")
                                .header("Upload-Metadata", metadata)
                                .exchange(),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("Upload-Metadata");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "0", "1.5", "+1", "99999999999999999999", "1e3"})
    void aLengthThatIsNoneIsRefused(String length) {
        expectProblem(
                        request(HttpMethod.POST, path)
                                .header("Upload-Length", length)
                                .exchange(),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("Upload-Length");
    }

    @Test
    void aLengthIsNeededAndCannotComeLater() {
        expectProblem(request(HttpMethod.POST, path).exchange(), 400, "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("Upload-Length");
        expectProblem(
                        request(HttpMethod.POST, path)
                                .header("Upload-Defer-Length", "1")
                                .exchange(),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("Upload-Defer-Length");
    }

    @Test
    void whatIsTooLargeIsRefusedAtTheBeginning() {
        expectProblem(
                request(HttpMethod.POST, path)
                        .header("Upload-Length", Long.toString(FakeUploads.LARGEST + 1))
                        .exchange(),
                413,
                "too_large");
    }

    @ParameterizedTest
    @CsvSource({"POST,", "HEAD,", "PATCH,", "DELETE,", "POST,0.2.2", "PATCH,2.0.0"})
    void anotherVersionIsRefused(String method, String version) {
        String location = begin(1);
        WebTestClient.RequestBodySpec request = http.method(HttpMethod.valueOf(method))
                .uri(method.equals("POST") ? path : location)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + ada.accessToken());
        if (version != null) {
            request.header("Tus-Resumable", version);
        }
        request.exchange().expectStatus().isEqualTo(412).expectHeader().valueEquals("Tus-Version", "1.0.0");
    }

    @Test
    void aPieceOfAnotherTypeIsRefused() {
        String location = begin(10);
        expectProblem(
                request(HttpMethod.PATCH, location)
                        .header("Upload-Offset", "0")
                        .header("Content-Type", "application/octet-stream")
                        .bodyValue(new byte[1])
                        .exchange(),
                415,
                "unsupported_media_type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "-1"})
    void anOffsetThatIsNoneIsRefused(String offset) {
        expectProblem(
                        request(HttpMethod.PATCH, begin(10))
                                .header("Upload-Offset", offset)
                                .header("Content-Type", "application/offset+octet-stream")
                                .bodyValue(new byte[1])
                                .exchange(),
                        400,
                        "invalid_request")
                .jsonPath("$.errors[0].field")
                .isEqualTo("Upload-Offset");
    }

    @Test
    void aPieceAtAnotherOffsetIsRefused() {
        String location = begin(10);
        expectProblem(piece(location, 5, new byte[1]), 409, "upload_offset_conflict");
    }

    @Test
    void nobodyElseFindsIt() {
        String location = begin(10);
        User eve = newUser();
        String others = openChat(eve, newUser());
        User me = ada;
        ada = eve;
        head(location).expectStatus().isNotFound();
        expectProblem(request(HttpMethod.DELETE, location).exchange(), 404, "upload_not_found");
        expectProblem(piece(location, 0, new byte[1]), 404, "chat_not_found");
        expectProblem(
                request(HttpMethod.POST, path).header("Upload-Length", "1").exchange(), 404, "chat_not_found");
        ada = me;
        head("/v1/chats/" + others + "/uploads/" + mediaId(location))
                .expectStatus()
                .isNotFound();
        head(path + "/no-uuid").expectStatus().isNotFound();
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {
                "UPLOAD_LOCKED",
                "UPLOAD_GONE",
                "UNSUPPORTED_MEDIA_TYPE",
                "TOO_LARGE",
                "OVERLOADED",
                "TOO_MANY_UPLOADS"
            })
    void aRefusalReachesTheClient(ErrorCode code) {
        String location = begin(10);
        int status = ProblemKind.of(code).status().value();
        uploads.failOnce(() -> new Rejection(code, "Refused."));
        expectProblem(piece(location, 0, new byte[1]), status, code.code());
        head(location).expectHeader().valueEquals("Upload-Offset", "0");
    }

    @Test
    void aStoreThatIsAwayIsUnavailable() {
        String location = begin(10);
        uploads.failOnce(() -> new MediaStoreUnavailableException("away", null));
        expectProblem(piece(location, 0, new byte[1]), 503, "unavailable");
    }

    @Test
    void withoutATokenNothingIsDone() {
        expectProblem(http.post().uri(path).header("Tus-Resumable", "1.0.0").exchange(), 401, "unauthorized");
    }
}
