package io.parley.command.chat;

import static io.parley.command.fake.FakeMedia.media;
import static io.parley.command.fake.FakeMedia.picture;
import static io.parley.command.fake.FakeMedia.sealed;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.BOB;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.content;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.People.opened;
import static io.parley.command.fake.People.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fake.FakeMedia;
import io.parley.command.fake.FakeMessageVault;
import io.parley.command.fake.Temporary;
import io.parley.contract.Confidential;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.contract.message.MessageCommand.SendMessage;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.SentMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages that bear media. */
class AttachmentTest {

    private final ChatFixture chat = new ChatFixture();

    @Test
    void aMessageTakesUpWhatItsSenderUploadedAndItsKeyIsDestroyed() {
        upload(1, CHAT, ALICE, NOON);
        chat.given(opened());

        chat.when(send(1, "look", media(1))).expectEvents(bearing(1, "look", 1));
        assertThat(chat.media.hasKey(media(1))).isFalse();
    }

    @Test
    void besideMediaATextMayBeBlankAndIsNoneThen() {
        upload(1, CHAT, ALICE, NOON);
        upload(2, CHAT, ALICE, NOON);
        chat.given(opened());

        chat.when(send(1, "", media(1))).expectEvents(bearing(1, "", 1));
        chat.given(opened());
        chat.when(send(1, " \n", media(2))).expectEvents(bearing(1, "", 2));
        chat.given(opened());
        ChatFixture.refuses(chat.when(send(1, "", null)), ErrorCode.INVALID_REQUEST);
        chat.given(opened());
        ChatFixture.refuses(chat.when(send(1, "\u0007", media(1))), ErrorCode.INVALID_REQUEST);
    }

    @Test
    void whatWasUploadedByAnotherOrToAnotherChatOrNotAtAllIsRefused() {
        upload(1, CHAT, BOB, NOON);
        upload(2, ChatId.random(), ALICE, NOON);
        chat.given(opened());

        for (long n = 1; n <= 3; n++) {
            ChatFixture.refuses(chat.when(send(1, "look", media(n))), ErrorCode.MEDIA_NOT_ATTACHABLE);
            chat.given(opened());
        }
        assertThat(chat.media.hasKey(media(1))).isTrue();
        assertThat(chat.vault.seals()).isZero();
    }

    @Test
    void whatWasUploadedAnHourAgoIsRefusedAndAMomentLessIsNot() {
        chat.clock.set(NOON.plus(FakeMedia.WITHIN));
        upload(1, CHAT, ALICE, NOON);
        upload(2, CHAT, ALICE, NOON.plusMillis(1));
        chat.given(opened());

        ChatFixture.refuses(chat.when(send(1, "look", media(1))), ErrorCode.MEDIA_NOT_ATTACHABLE);
        chat.given(opened());
        chat.when(send(1, "look", media(2))).expectSuccessfulHandlerExecution();
    }

    @Test
    void whatOneMessageHasNoOtherGets() {
        upload(1, CHAT, ALICE, NOON);
        chat.given(opened());
        chat.when(send(1, "look", media(1))).expectSuccessfulHandlerExecution();
        chat.given(opened(), bearing(1, "look", 1));

        ChatFixture.refuses(chat.when(send(2, "look", media(1))), ErrorCode.MEDIA_NOT_ATTACHABLE);
    }

    @Test
    void aRepeatedSendIsAnsweredAsBeforeAndOneWithOtherMediaIsAnotherMessage() {
        upload(1, CHAT, ALICE, NOON);
        upload(2, CHAT, ALICE, NOON);
        MessageSent first = bearing(1, "look", 1);

        chat.given(opened(), first);
        chat.when(send(1, "look", media(1))).expectNoEvents().expectResultMessagePayload(again(first));
        for (MediaId other : new MediaId[] {media(2), null}) {
            chat.given(opened(), first);
            ChatFixture.refuses(chat.when(send(1, "look", other)), ErrorCode.MESSAGE_ID_REUSED);
        }
        chat.given(opened(), sent(1, "look"));
        ChatFixture.refuses(chat.when(send(1, "look", media(1))), ErrorCode.MESSAGE_ID_REUSED);
        assertThat(chat.media.hasKey(media(2))).isTrue();
    }

    @Test
    void aSendOfLongAgoIsAnsweredAsBeforeThoughItsMediaCanBeTakenUpNoMore() {
        MessageSent first = bearing(1, "look", 1);
        List<Object> history = new ArrayList<>(List.of(opened(), first));
        LongStream.rangeClosed(2, SentWindow.SIZE + 2L).forEach(n -> history.add(sent(n, "text")));
        chat.clock.set(NOON.plusSeconds(10_000));
        chat.given(history);

        chat.when(send(1, "look", media(1))).expectNoEvents().expectResultMessagePayload(again(first));
    }

    @Test
    void whoMayNotSendTakesNothingUp() {
        upload(1, CHAT, ALICE, NOON);

        chat.given(opened(), Temporary.purged(Temporary.PAIR, 0, ALICE, NOON));
        ChatFixture.refuses(chat.when(send(1, "look", media(1))), ErrorCode.CHAT_GONE);
        chat.given(opened());
        ChatFixture.refuses(
                chat.when(new SendMessage(CHAT, message(1), ALICE, new Confidential("look"), message(9), media(1))),
                ErrorCode.REPLY_NOT_FOUND);
        assertThat(chat.media.hasKey(media(1))).isTrue();
    }

    @Test
    void whatCannotBeReadAnyMoreIsNotTakenUp() {
        upload(1, CHAT, ALICE, NOON);
        chat.media.destroy(List.of(FakeMedia.keyOf(media(1))));
        chat.given(opened());

        ChatFixture.refuses(chat.when(send(1, "look", media(1))), ErrorCode.MEDIA_NOT_ATTACHABLE);
    }

    private void upload(long n, ChatId chatId, UserId uploader, Instant at) {
        chat.media.upload(
                new MediaUploaded(media(n), chatId, uploader, picture(n).objects(), 100 + n, sealed(picture(n)), at),
                picture(n));
    }

    private static SendMessage send(long n, String text, @Nullable MediaId mediaId) {
        return new SendMessage(CHAT, message(n), ALICE, new Confidential(text), null, mediaId);
    }

    private static MessageSent bearing(long n, String text, long media) {
        var sealed = FakeMessageVault.sealed(message(n), content(text).with(picture(media)), null);
        return new MessageSent(
                CHAT,
                message(n),
                ALICE,
                n,
                NOON.plusSeconds(n),
                null,
                new Audience.Pair(ALICE, BOB),
                sealed.content(),
                sealed.mac(),
                null,
                media(media));
    }

    private static SentMessage again(MessageSent first) {
        return new SentMessage(first.messageId(), CHAT, first.sequence(), first.sentAt(), null, true);
    }
}
