package io.parley.infra.media.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.command.chat.ChatKeys;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.contract.media.UploadRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How uploads become media, or come to nothing, and what is left of them then. */
class EndOfUploadsTest extends UploadFixture {

    private static final byte[] CONTENT = random(2 * PART + 99);

    @Test
    void ofACompleteUploadOnlyTheMediaAreLeft() throws Exception {
        UploadRef ref = received();

        assertThat(finish(ref)).contains(ref.mediaId());

        assertThat(done(uploads.find(ref)).complete()).isTrue();
        await("its parts are removed", () -> rows("upload_part") == 0);
        assertThat(objects()).containsExactly(ref.mediaId().toString());
        assertThat(mediaKeys()).isZero();
        assertThat(known.get(0)).isEqualTo(new UploadMedia(ref.mediaId(), chat, ada, content()));
    }

    @Test
    void aCompleteUploadIsCompletedNoSecondTime() {
        UploadRef ref = received();
        finish(ref);

        assertThat(finish(ref)).isEmpty();
        assertThat(done(onAnotherNode().finish(ref, this::makeKnown))).isEmpty();
        assertRefused(uploads.append(ref, piece(CONTENT.length, new byte[0])), ErrorCode.UPLOAD_OFFSET_CONFLICT);
        assertThat(known).hasSize(1);
        assertThat(intake.taken()).isEqualTo(1);
    }

    @Test
    void whatWasTakenIsMadeKnownAgainAsItWasThen() {
        UploadRef ref = received();
        List<MediaContent> told = new ArrayList<>();

        assertThatThrownBy(() -> done(uploads.finish(ref, media -> lost(told, media))))
                .isInstanceOf(Rejection.class);
        assertThat(done(uploads.find(ref)).isToBeFinished()).isTrue();
        assertThat(done(onAnotherNode().finish(ref, this::makeKnown))).contains(ref.mediaId());

        assertThat(intake.taken()).isEqualTo(1);
        assertThat(told).containsExactly(content());
        assertThat(read(content())).isEqualTo(CONTENT);
    }

    @Test
    void afterAStoreThatWasAwayTheBytesAreTakenAgain() {
        UploadRef ref = received();
        store.begin();
        assertThatThrownBy(() -> finish(ref)).isInstanceOf(MediaStoreUnavailableException.class);
        assertThat(done(uploads.find(ref)).isToBeFinished()).isTrue();
        store.end();

        assertThat(finish(ref)).contains(ref.mediaId());
        assertThat(read(content())).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @EnumSource(
            value = ErrorCode.class,
            names = {"UNSUPPORTED_MEDIA_TYPE", "TOO_LARGE", "INVALID_REQUEST"})
    void whatIsRefusedIsRefusedForGood(ErrorCode code) throws Exception {
        UploadRef ref = received();
        intake.refuse(code);
        assertRefused(uploads.finish(ref, this::makeKnown), code);
        intake.refuse(null);

        assertRefused(uploads.find(ref), code);
        assertRefused(uploads.append(ref, piece(CONTENT.length, new byte[0])), code);
        assertRefused(uploads.finish(ref, this::makeKnown), code);
        await("its parts are removed", () -> rows("upload_part") == 0);
        assertThat(objects()).isEmpty();
        assertThat(mediaKeys()).isZero();
        assertThat(known).isEmpty();
    }

    @Test
    void whatNobodyMayKnowIsRemoved() throws Exception {
        UploadRef ref = received();

        assertRefused(
                uploads.finish(
                        ref, media -> CompletableFuture.failedStage(new Rejection(ErrorCode.CHAT_GONE, "Gone."))),
                ErrorCode.CHAT_GONE);

        assertRefused(uploads.find(ref), ErrorCode.CHAT_GONE);
        await("all is removed", () -> objects().isEmpty());
        assertThat(mediaKeys()).isZero();
    }

    @Test
    void anUploadOfWhichAPartIsLostIsGone() {
        UploadRef ref = received();
        done(store.delete(MediaObjectId.ofPart(ref.mediaId(), 2)));

        assertRefused(uploads.finish(ref, this::makeKnown), ErrorCode.UPLOAD_GONE);
        assertRefused(uploads.find(ref), ErrorCode.UPLOAD_GONE);
        assertThat(known).isEmpty();
    }

    @Test
    void anUploadGoesWithTheKeyOfItsChat() throws Exception {
        UploadRef ref = received();
        node.inTransaction(() -> node.get(ChatKeys.class).destroy(chat));

        assertRefused(uploads.finish(ref, this::makeKnown), ErrorCode.UPLOAD_GONE);
        assertRefused(uploads.find(ref), ErrorCode.UPLOAD_GONE);
        sweep.sweep();
        assertThat(objects()).isEmpty();
    }

    @Test
    void whatIsGivenUpIsGoneAtOnce() throws Exception {
        UploadRef ref = received();

        done(uploads.terminate(ref));

        assertThat(mediaKeys()).isZero();
        await("its parts are removed", () -> rows("upload") == 0);
        assertThat(objects()).isEmpty();
        assertRefused(uploads.find(ref), ErrorCode.UPLOAD_NOT_FOUND);
        assertRefused(uploads.terminate(ref), ErrorCode.UPLOAD_NOT_FOUND);
        assertRefused(uploads.finish(ref, this::makeKnown), ErrorCode.UPLOAD_NOT_FOUND);
    }

    @Test
    void toGiveUpWhatIsCompleteLeavesItsMedia() throws Exception {
        UploadRef ref = received();
        finish(ref);

        done(uploads.terminate(ref));

        await("it is forgotten", () -> rows("upload") == 0);
        assertThat(objects()).containsExactly(ref.mediaId().toString());
    }

    @Test
    void whatHasHadItsTimeIsGoneAndRemoved() {
        UploadRef ref = received();
        now = now.plus(Duration.ofHours(24)).minusMillis(1);
        sweep.sweep();
        assertThat(offset(ref)).isEqualTo(CONTENT.length);

        now = now.plusMillis(1);
        assertRefused(uploads.find(ref), ErrorCode.UPLOAD_GONE);
        assertRefused(uploads.append(ref, piece(CONTENT.length, new byte[0])), ErrorCode.UPLOAD_GONE);
        assertRefused(uploads.finish(ref, this::makeKnown), ErrorCode.UPLOAD_GONE);
        sweep.sweep();

        assertThat(rows("upload")).isZero();
        assertThat(rows("upload_part")).isZero();
        assertThat(objects()).isEmpty();
        assertThat(mediaKeys()).isZero();
    }

    @Test
    void aSweepGoesOnUntilNothingIsDue() {
        for (int i = 0; i < 3; i++) {
            begun(1);
        }
        now = now.plus(Duration.ofHours(24));

        sweep.sweep();

        assertThat(rows("upload")).isZero();
    }

    @Test
    void whileTheStoreIsAwayWhatIsToGoStaysDue() throws Exception {
        UploadRef expired = received();
        UploadRef complete = received();
        finish(complete);
        await("its parts are removed", () -> objects().size() == 4);
        UploadRef terminated = received();
        store.begin();
        done(uploads.terminate(terminated));
        now = now.plus(Duration.ofHours(25));
        sweep.sweep();
        assertThat(mediaKeys()).isZero();
        assertThat(rows("upload")).isGreaterThanOrEqualTo(2);

        store.end();
        sweep.sweep();
        now = now.plus(Duration.ofMinutes(2));
        sweep.sweep();

        assertThat(rows("upload")).isZero();
        assertThat(objects()).containsExactly(complete.mediaId().toString());
        assertRefused(uploads.find(expired), ErrorCode.UPLOAD_NOT_FOUND);
    }

    @Test
    void whatACrashHasLeftOfACompleteUploadIsSwept() throws Exception {
        UploadRef ref = received();
        finishWhileNothingCanBeDeleted(ref);
        assertThat(objects()).hasSizeGreaterThan(1);

        now = now.plus(Duration.ofMinutes(2));
        sweep.sweep();

        assertThat(objects()).containsExactly(ref.mediaId().toString());
        assertThat(done(uploads.find(ref)).complete()).isTrue();
    }

    private void finishWhileNothingCanBeDeleted(UploadRef ref) {
        done(uploads.finish(ref, media -> {
            store.begin();
            return makeKnown(media);
        }));
        store.end();
    }

    private UploadRef received() {
        UploadRef ref = begun(CONTENT.length);
        append(ref, 0, CONTENT);
        return ref;
    }

    private MediaContent content() {
        return known.get(known.size() - 1).content();
    }

    private static CompletionStage<MediaId> lost(List<MediaContent> told, UploadMedia media) {
        told.add(media.content());
        return CompletableFuture.failedStage(new Rejection(ErrorCode.UNAVAILABLE, "No answer came in time."));
    }
}
