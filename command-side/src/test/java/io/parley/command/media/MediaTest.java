package io.parley.command.media;

import static io.parley.command.fake.FakeMedia.media;
import static io.parley.command.fake.FakeMedia.picture;
import static io.parley.command.fake.FakeMedia.sealed;
import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.message;
import static io.parley.command.fake.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.UnknownAggregates;
import io.parley.command.fake.FakeClock;
import io.parley.command.fake.FakeMedia;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.media.DeletionReason;
import io.parley.contract.media.MediaCommand.AttachMedia;
import io.parley.contract.media.MediaCommand.DeleteMedia;
import io.parley.contract.media.MediaCommand.UploadMedia;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MediaTest {

    private static final UploadMedia UPLOAD = new UploadMedia(media(1), CHAT, ALICE, picture(1));
    private static final AttachMedia ATTACH = new AttachMedia(media(1), message(7), 7);
    private static final DeleteMedia DELETE = new DeleteMedia(media(1), DeletionReason.EXPIRED);
    private static final MediaUploaded UPLOADED =
            new MediaUploaded(media(1), CHAT, ALICE, picture(1).objects(), 101, sealed(picture(1)), NOON);
    private static final MediaAttached ATTACHED =
            new MediaAttached(media(1), CHAT, message(7), 7, sealed(picture(1)).keyId(), NOON.plusSeconds(1));
    private static final MediaDeleted DELETED = new MediaDeleted(
            media(1),
            CHAT,
            picture(1).objects(),
            DeletionReason.EXPIRED,
            sealed(picture(1)).keyId(),
            NOON.plusSeconds(1));

    private final FakeMedia ports = new FakeMedia();
    private final FakeClock clock = new FakeClock(NOON);
    private final AggregateTestFixture<Media> fixture = new AggregateTestFixture<>(Media.class);

    @BeforeEach
    void provideThePorts() {
        fixture.registerInjectableResource(ports);
        fixture.registerInjectableResource(clock);
        fixture.registerCommandHandlerInterceptor(new UnknownAggregates());
    }

    @Test
    void whatIsUploadedIsSealedAndMayBeClaimed() {
        fixture.givenNoPriorActivity().when(UPLOAD).expectEvents(UPLOADED).expectResultMessagePayload(media(1));

        assertThat(ports.known()).containsExactly(UPLOADED);
        assertThat(ports.hasKey(media(1))).isTrue();
    }

    @Test
    void anUploadThatComesAgainIsAnsweredAsBefore() {
        fixture.given(UPLOADED).when(UPLOAD).expectNoEvents().expectResultMessagePayload(media(1));

        assertThat(ports.known()).isEmpty();
    }

    @Test
    void nothingIsUploadedToAChatThatIsGone() {
        ports.purge(CHAT);

        fixture.givenNoPriorActivity()
                .when(UPLOAD)
                .expectException(refused(ErrorCode.CHAT_GONE))
                .expectNoEvents();
        assertThat(ports.known()).isEmpty();
    }

    @Test
    void thatAMessageTookThemUpIsNotedOnceAndTheirKeyIsDestroyed() {
        ports.upload(UPLOADED, picture(1));
        clock.set(NOON.plusSeconds(1));

        fixture.given(UPLOADED).when(ATTACH).expectEvents(ATTACHED);
        assertThat(ports.hasKey(media(1))).isFalse();
        fixture.given(UPLOADED, ATTACHED).when(ATTACH).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void thatTheyAreDeletedIsNotedOnceWithTheirObjectsAndTheirKeyIsDestroyed() {
        ports.upload(UPLOADED, picture(1));
        clock.set(NOON.plusSeconds(1));

        fixture.given(UPLOADED).when(DELETE).expectEvents(DELETED);
        assertThat(ports.hasKey(media(1))).isFalse();
        fixture.given(UPLOADED, ATTACHED).when(DELETE).expectEvents(DELETED);
        fixture.given(UPLOADED, DELETED).when(DELETE).expectNoEvents().expectSuccessfulHandlerExecution();
    }

    @Test
    void whatIsDeletedIsNeitherUploadedNorTakenUpAnyMore() {
        fixture.given(UPLOADED, DELETED).when(ATTACH).expectNoEvents().expectSuccessfulHandlerExecution();
        fixture.given(UPLOADED, DELETED).when(UPLOAD).expectNoEvents().expectResultMessagePayload(media(1));
    }

    @Test
    void whatIsUnknownIsRefused() {
        fixture.givenNoPriorActivity()
                .when(ATTACH)
                .expectException(refused(ErrorCode.MEDIA_NOT_FOUND))
                .expectNoEvents();
        fixture.givenNoPriorActivity()
                .when(DELETE)
                .expectException(refused(ErrorCode.MEDIA_NOT_FOUND))
                .expectNoEvents();
    }
}
