package io.parley.api.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaQuery.MayUpload;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpHeaders;

class UploadTest extends MediaTest {

    @Test
    void anUploadIsAnsweredWithWhatItIsAndAPosition() {
        upload(ada, chat, picture(), "attachment; filename=\"photo.png\"")
                .expectStatus()
                .isCreated()
                .expectHeader()
                .exists("Parley-Position")
                .expectBody()
                .jsonPath("$.mediaId")
                .isNotEmpty()
                .jsonPath("$.contentType")
                .isEqualTo("image/png")
                .jsonPath("$.size")
                .isEqualTo(SIZE)
                .jsonPath("$.sha256")
                .value(hash -> assertThat((String) hash).matches("[0-9a-f]{64}"))
                .jsonPath("$.name")
                .isEqualTo("photo.png")
                .jsonPath("$.width")
                .isEqualTo(4)
                .jsonPath("$.height")
                .isEqualTo(3)
                .jsonPath("$.placeholder")
                .isNotEmpty()
                .jsonPath("$.durationMillis")
                .doesNotExist()
                .jsonPath("$.waveform")
                .doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "attachment; filename=\"a b.png\" | a b.png",
                "attachment; filename=plain.png | plain.png",
                "inline; filename=\"x.png\"; filename*=UTF-8''caf%C3%A9%20%E2%82%AC.png | caf\u00e9 \u20ac.png",
                "form-data; filename*=iso-8859-1'de'%E4.png | \u00e4.png",
                "attachment; filename=\"quo\\\"te.png\" | quo\"te.png",
                "attachment | file",
            })
    void theNameIsReadFromTheDisposition(String disposition, String name) {
        upload(ada, chat, picture(), disposition)
                .expectStatus()
                .isCreated()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo(name);
    }

    @Test
    void aDispositionThatIsNoneIsRefused() {
        expectProblem(upload(ada, chat, picture(), ";;;"), 400, "invalid_request");
        assertThat(behind.commands(UploadMedia.class)).isEmpty();
    }

    @Test
    void whatIsTooLargeIsRefusedByItsLengthAndWhileItComes() {
        int before = media.objects().size();
        expectProblem(upload(ada, chat, new byte[TooLarge.SIZE], ""), 413, "too_large");
        expectProblem(
                http.post()
                        .uri("/v1/chats/" + chat + "/media")
                        .header(HttpHeaders.AUTHORIZATION, "Bearer " + ada.accessToken())
                        .body(TooLarge.endless(), org.springframework.core.io.buffer.DataBuffer.class)
                        .exchange(),
                413,
                "too_large");
        assertThat(media.objects()).hasSize(before);
        assertThat(behind.commands(UploadMedia.class)).isEmpty();
    }

    @Test
    void moreThanAnyOtherBodyMayHaveIsTakenHereAndNowhereElse() {
        assertThat(uploaded(ada, picture())).containsEntry("size", SIZE);
        expectProblem(
                post(ada, "/v1/chats/" + chat + "/messages", Map.of("messageId", "x", "text", "y".repeat(SIZE))),
                413,
                "too_large");
    }

    @Test
    void whatIsNoMediaIsRefusedWhateverItClaims() {
        expectProblem(upload(ada, chat, "<svg/>".getBytes(), ""), 415, "unsupported_media_type");
        expectProblem(upload(ada, chat, new byte[0], ""), 415, "unsupported_media_type");
        assertThat(behind.commands(UploadMedia.class)).isEmpty();
    }

    @Test
    void whoIsNotInTheChatIsToldNothingAndNoByteIsTaken() {
        User eve = newUser();
        int before = media.objects().size();
        expectProblem(upload(eve, chat, picture(), ""), 404, "chat_not_found");
        expectProblem(upload(ada, "no-id", picture(), ""), 404, "chat_not_found");
        expectProblem(upload(ada, UUID.randomUUID().toString(), picture(), ""), 404, "chat_not_found");
        http.post()
                .uri("/v1/chats/" + chat + "/media")
                .bodyValue(picture())
                .exchange()
                .expectStatus()
                .isUnauthorized();
        assertThat(media.objects()).hasSize(before);
        assertThat(behind.commands(UploadMedia.class)).isEmpty();
    }

    @Test
    void aChatThatThisNodeHasNotSeenYetIsLookedForAgainAtTheLogsEnd() {
        AtomicInteger asked = new AtomicInteger();
        behind.before(MayUpload.class, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "not here yet");
            }
        });

        uploaded(ada, picture());

        assertThat(asked.get()).isEqualTo(2);
        assertThat(behind.lastQuery(MayUpload.class).atLeast())
                .isEqualTo(behind.tail().head() - 1);
    }

    @Test
    void aReadSideThatLagsIsWaitedForAndNeverNotYet() {
        AtomicInteger asked = new AtomicInteger();
        behind.before(MayUpload.class, () -> {
            if (asked.incrementAndGet() < 3) {
                throw new Rejection(ErrorCode.NOT_YET, "later");
            }
        });
        uploaded(ada, picture());

        behind.fail(MayUpload.class, () -> new Rejection(ErrorCode.NOT_YET, "never"));
        expectProblem(upload(ada, chat, picture(), ""), 503, "unavailable");
    }

    @Test
    void aStoreThatIsAwayIsUnavailableAndTextGoesOn() {
        media.setAway(true);
        expectProblem(
                upload(ada, chat, picture(), "").expectHeader().exists(HttpHeaders.RETRY_AFTER), 503, "unavailable");
        say(ada, chat, "still here");
        assertThat(behind.commands(UploadMedia.class)).isEmpty();
    }

    @Test
    void whatIsRefusedInTheEndIsRemovedAndWhatIsUncertainIsNot() {
        int before = media.objects().size();
        behind.fail(UploadMedia.class, () -> new Rejection(ErrorCode.CHAT_GONE, "gone"));
        expectProblem(upload(ada, chat, picture(), ""), 410, "chat_gone");
        assertThat(media.objects()).hasSize(before);

        behind.fail(UploadMedia.class, () -> new Rejection(ErrorCode.UNAVAILABLE, "who knows"));
        expectProblem(upload(ada, chat, picture(), ""), 503, "unavailable");
        assertThat(media.objects()).hasSize(before + 2);
    }

    @Test
    void aMessageBearsMediaWithOrWithoutAText() {
        String mediaId = text(uploaded(ada, picture()), "mediaId");
        String other = text(uploaded(ada, picture()), "mediaId");
        String path = "/v1/chats/" + chat + "/messages";
        post(ada, path, Map.of("messageId", UUID.randomUUID().toString(), "mediaId", mediaId))
                .expectStatus()
                .isCreated();
        post(ada, path, Map.of("messageId", UUID.randomUUID().toString(), "mediaId", other, "text", "look"))
                .expectStatus()
                .isCreated();

        get(ben, path)
                .expectBody()
                .jsonPath("$.items[1].text")
                .doesNotExist()
                .jsonPath("$.items[1].media.mediaId")
                .isEqualTo(mediaId)
                .jsonPath("$.items[1].media.name")
                .isEqualTo("photo.png")
                .jsonPath("$.items[1].media.size")
                .isEqualTo(SIZE)
                .jsonPath("$.items[1].media.key")
                .doesNotExist()
                .jsonPath("$.items[0].text")
                .isEqualTo("look")
                .jsonPath("$.items[0].media.mediaId")
                .isEqualTo(other);
        get(ben, "/v1/chats")
                .expectBody()
                .jsonPath("$.items[0].lastMessage.media.mediaId")
                .isEqualTo(other);
    }

    @Test
    void aMessageCannotBearWhatIsNotThereOrSomebodyElses() {
        String path = "/v1/chats/" + chat + "/messages";
        String bens = text(uploaded(ben, picture()), "mediaId");
        for (String mediaId : List.of("no-id", "", UUID.randomUUID().toString(), bens)) {
            expectProblem(
                    post(ada, path, Map.of("messageId", UUID.randomUUID().toString(), "mediaId", mediaId)),
                    422,
                    "media_not_attachable");
        }
        expectProblem(post(ada, path, Map.of("messageId", UUID.randomUUID().toString())), 400, "invalid_request");
        get(ben, path).expectBody().jsonPath("$.items").isEmpty();
    }
}
