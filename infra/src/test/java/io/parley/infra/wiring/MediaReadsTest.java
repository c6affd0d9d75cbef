package io.parley.infra.wiring;

import static io.parley.infra.wiring.Uploads.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.ParleyQuery;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.DeletionReason;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaQuery.Allowed;
import io.parley.contract.media.MediaQuery.FindMedia;
import io.parley.contract.media.MediaQuery.FoundMedia;
import io.parley.contract.media.MediaQuery.MayUpload;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may read which media, and when. */
class MediaReadsTest {

    private static final Instant UPLOADED = Talk.BEGINNING;
    private static final Instant END = Talk.BEGINNING.plusSeconds(60);

    private final ReadSide read = ReadSide.fresh();
    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();
    private final UserId cem = UserId.random();
    private final MediaContent media = picture();

    @AfterEach
    void close() {
        read.close();
    }

    @Test
    void whatIsUploadedIsReadByTheChatsMembersForAnHourAndByNobodyElse() {
        Talk talk = Talk.open(read, ada, ben);
        talk.upload(ada, media, UPLOADED);
        read.project();

        assertSeen(talk, ada);
        assertSeen(talk, ben);
        assertUnseen(cem);
        read.now = UPLOADED.plus(ReadSide.ATTACH_WITHIN).minusMillis(1);
        assertSeen(talk, ben);
        read.now = UPLOADED.plus(ReadSide.ATTACH_WITHIN);
        assertUnseen(ada);
    }

    @Test
    void whatAMessageBearsIsReadByWhoMayReadTheMessageHoweverLate() {
        Talk talk = Talk.open(read, ada, ben);
        talk.say(ada, "before");
        talk.upload(ada, media, UPLOADED);
        talk.show(ada, media, null);
        talk.say(ben, "after");
        read.project();
        read.now = UPLOADED.plusSeconds(1_000_000);

        assertSeen(talk, ada);
        assertSeen(talk, ben);
        assertUnseen(cem);
        assertThat(read.count("media WHERE content IS NOT NULL OR key_id IS NOT NULL"))
                .isZero();
    }

    @Test
    void whatWasTakenBackOrExpiredOrIsDueIsNotReadAnyMore() {
        Talk talk = Talk.open(read, ada, ben);
        MediaContent back = show(talk, null);
        MediaContent expired = show(talk, END);
        MediaContent due = show(talk, END);
        talk.ends.retract(1);
        talk.ends.expire(2);
        read.project();

        assertUnseen(back, ada);
        assertUnseen(expired, ada);
        assertThat(read.ask(find(due, ben)).content()).isEqualTo(due);
        read.now = END;
        assertUnseen(due, ben);
    }

    @Test
    void whatAMessageBearsWhoseKeyIsGoneIsNotReadThoughNothingElseIsKnownOfItsEndYet() {
        Talk talk = Talk.open(read, ada, ben);
        talk.upload(ada, media, UPLOADED);
        talk.show(ada, media, null);
        read.project();
        read.contents.clear();

        assertUnseen(ada);
    }

    @Test
    void whoseSpellEndedBeforeOrBeganAfterSeesNothingOfIt() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.say(ada, "one");
        group.remove(ben);
        MediaContent shown = picture();
        group.upload(ada, shown, UPLOADED);
        read.project();
        assertUnseen(shown, ben);
        group.show(ada, shown);
        group.add(cem);
        read.project();

        assertThat(read.ask(find(shown, ada)).content()).isEqualTo(shown);
        assertUnseen(shown, ben);
        assertUnseen(shown, cem);
    }

    @Test
    void whoHasLeftAGroupStillSeesWhatTheyWereBrought() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.upload(ada, media, UPLOADED);
        group.show(ada, media);
        group.remove(ben);
        read.project();

        assertThat(read.ask(find(media, ben)).content()).isEqualTo(media);
    }

    @Test
    void ofAChatThatIsGoneNothingIsReadAndOnlyItsMembersAreToldSo() {
        Talk talk = Talk.open(read, ada, ben);
        talk.upload(ada, media, UPLOADED);
        MediaContent shown = show(talk, null);
        talk.ends.purge();
        read.project();

        for (MediaContent one : new MediaContent[] {media, shown}) {
            assertRefused(find(one, ben), ErrorCode.CHAT_GONE);
            assertUnseen(one, cem);
        }
    }

    @Test
    void whatIsDeletedIsNotReadAnyMoreAndAReplayTellsTheSame() {
        Talk talk = Talk.open(read, ada, ben);
        talk.upload(ada, media, UPLOADED);
        MediaContent shown = show(talk, null);
        MediaContent deleted = show(talk, null);
        read.append(new MediaDeleted(
                deleted.mediaId(), talk.chatId, deleted.objects(), DeletionReason.RETRACTED, KeyId.random(), END));
        read.project(2);
        String once = read.checksum("history");

        assertUnseen(deleted, ada);
        for (int batch : new int[] {1, 3, 200}) {
            read.rebuild("history", batch);
            assertThat(read.checksum("history")).isEqualTo(once);
        }
        assertSeen(talk, ben);
        assertThat(read.ask(find(shown, ben)).content()).isEqualTo(shown);
    }

    @Test
    void whoWasPushedAMessageMayAskForItsMediaBeforeTheTablesKnowOfIt() {
        Talk talk = Talk.open(read, ada, ben);
        talk.upload(ada, media, UPLOADED);
        read.project();
        talk.show(ada, media, null);

        CompletableFuture<FoundMedia> later = read.send(find(media, ben));
        assertThat(later).isNotDone();
        read.project();
        assertThat(later.join().content()).isEqualTo(media);
    }

    @Test
    void whatWasUploadedAMomentAgoIsWaitedForToo() {
        Talk talk = Talk.open(read, ada, ben);
        read.project();
        talk.upload(ada, media, UPLOADED);

        CompletableFuture<FoundMedia> later = read.send(find(media, ben));
        read.project();
        assertThat(later.join().content()).isEqualTo(media);
    }

    @Test
    void whoeverIsInAChatMayUploadToItAndNobodyElseMay() {
        GroupTalk group = GroupTalk.open(read, "title", ada, ben);
        group.remove(ben);
        read.project();

        assertThat(read.ask(new MayUpload(group.chatId, ada, 0))).isEqualTo(new Allowed(group.chatId));
        assertRefused(new MayUpload(group.chatId, ben, 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(new MayUpload(group.chatId, cem, 0), ErrorCode.CHAT_NOT_FOUND);
        assertRefused(new MayUpload(ChatId.random(), ada, 0), ErrorCode.CHAT_NOT_FOUND);
        group.ends.purge();
        read.project();
        assertRefused(new MayUpload(group.chatId, ada, 0), ErrorCode.CHAT_GONE);
    }

    private MediaContent show(Talk talk, @Nullable Instant expiresAt) {
        MediaContent shown = picture();
        talk.upload(ada, shown, UPLOADED);
        talk.show(ada, shown, expiresAt);
        return shown;
    }

    private static FindMedia find(MediaContent media, UserId viewer) {
        return new FindMedia(media.mediaId(), viewer, 0);
    }

    private void assertSeen(Talk talk, UserId viewer) {
        assertThat(read.ask(find(media, viewer))).isEqualTo(new FoundMedia(talk.chatId, media));
    }

    private void assertUnseen(UserId viewer) {
        assertUnseen(media, viewer);
    }

    private void assertUnseen(MediaContent unseen, UserId viewer) {
        assertRefused(find(unseen, viewer), ErrorCode.MEDIA_NOT_FOUND);
    }

    private void assertRefused(ParleyQuery<?> query, ErrorCode code) {
        assertThatThrownBy(() -> read.ask(query))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}
