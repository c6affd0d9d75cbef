package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.infra.media.content.ContentProperties;
import io.parley.infra.media.content.MediaInspector;
import io.parley.infra.media.encryption.EncryptionProperties;
import io.parley.infra.media.encryption.TinkEncryptedMediaStore;
import io.parley.infra.media.intake.Impressions;
import io.parley.infra.media.intake.IntakeProperties;
import io.parley.infra.media.intake.StreamedMediaIntake;
import io.parley.infra.media.thumbnail.ThumbnailProperties;
import io.parley.infra.media.thumbnail.Thumbnails;
import io.parley.infra.media.waveform.Recordings;
import io.parley.infra.media.waveform.WaveformProperties;
import io.parley.infra.media.waveform.Waveforms;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** What an intake promises over every store: whole uploads with all that belongs to them, and nothing of any other. */
abstract class MediaIntakeContract extends MediaFixture {

    private static final int LARGEST = 4 << 20;
    private static final int AT_ONCE = 4;
    private static final ThumbnailProperties SMALL =
            new ThumbnailProperties(1, 1, 100_000_000, 16_000_000, Duration.ofSeconds(30));

    private TinkEncryptedMediaStore encrypted;
    private Thumbnails thumbnails;
    private Waveforms waveforms;
    private StreamedMediaIntake intake;

    @BeforeEach
    void open() {
        encrypted =
                new TinkEncryptedMediaStore(store(), new EncryptionProperties(2, 10_000), new SimpleMeterRegistry());
        thumbnails = new Thumbnails(SMALL);
        waveforms = new Waveforms(new WaveformProperties(1, 1, Duration.ofSeconds(30)));
        intake = intake(Duration.ofSeconds(20));
    }

    @AfterEach
    void close() {
        intake.close();
        thumbnails.close();
        waveforms.close();
        encrypted.close();
    }

    @Test
    void anImageIsTakenWithItsThumbnailAndAllThatIsKnownOfIt() throws Exception {
        byte[] image = Uploads.png(640, 480);

        MediaContent content = taken("a photo.png", image);

        MediaDescription known = content.description();
        assertThat(known.name()).isEqualTo("a photo.png");
        assertThat(known.contentType()).isEqualTo("image/png");
        assertThat(known.width()).isEqualTo(640);
        assertThat(known.height()).isEqualTo(480);
        assertThat(known.placeholder()).isNotBlank();
        assertHoldsWhatItSays(content);
        byte[] small = read(content.small().orElseThrow());
        assertThat(Objects.requireNonNull(content.thumbnail()).size()).isEqualTo(small.length);
        assertThat(ImageIO.read(new ByteArrayInputStream(small)).getWidth()).isEqualTo(320);
        assertThat(plain(content.original().id())).isNotEqualTo(image);
    }

    @Test
    void soundsAreTakenWithoutAThumbnailAndNamedByTheirTypeIfTheyHaveNoName() throws Exception {
        MediaContent content = taken("", Uploads.wav(100_000));

        assertThat(content.description().contentType()).isEqualTo("audio/wav");
        assertThat(content.description().name()).isEqualTo("audio.wav");
        assertThat(content.description().placeholder()).isNull();
        assertThat(content.small()).isEmpty();
        assertHoldsWhatItSays(content);
    }

    @Test
    void whatIsNotTakenLeavesNothing() throws Exception {
        assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, Flux.empty());
        assertRefused(ErrorCode.UNSUPPORTED_MEDIA_TYPE, Uploads.buffers("<html><script>".getBytes()));
        byte[] half = Uploads.png(300, 200);
        assertRefused(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE, Uploads.buffers(java.util.Arrays.copyOf(half, half.length - 20)));
    }

    @Test
    void whatIsTooLargeIsRefusedAsSoonAsItIs() throws Exception {
        AtomicLong given = new AtomicLong();
        Flux<ByteBuffer> endless =
                Uploads.buffers(Uploads.wav(100 << 20)).doOnNext(buffer -> given.addAndGet(buffer.remaining()));

        assertRefused(ErrorCode.TOO_LARGE, endless);

        assertThat(given.get()).isBetween((long) LARGEST, LARGEST + (2L << 20));
    }

    @Test
    void anUploadThatFailsInTheMiddleFailsByItsOwnFailureAndLeavesNothing() throws Exception {
        MediaId id = MediaId.random();
        Flux<ByteBuffer> broken =
                Uploads.buffers(Uploads.wav(1 << 20)).concatWith(Flux.error(new IOException("hung up")));

        assertThatThrownBy(() -> done(take(id, "", broken)))
                .isInstanceOf(IOException.class)
                .hasMessage("hung up");

        assertLeft(id);
    }

    @Test
    void anUploadThatIsGivenUpAtAnyTimeLeavesNothingAndMakesRoom() throws Exception {
        Random random = new Random(7);
        byte[] image = Uploads.png(900, 900);
        List<MediaId> ids = new ArrayList<>();
        for (int round = 0; round < 25; round++) {
            MediaId id = MediaId.random();
            ids.add(id);
            CompletionStage<MediaContent> taking = take(id, "x.png", Uploads.buffers(image));
            Thread.sleep(random.nextInt(25));
            if (!taking.toCompletableFuture().cancel(true)) {
                ids.remove(id);
            }
            if (round % AT_ONCE == AT_ONCE - 1) {
                await("there is room again", () -> hasRoom());
            }
        }
        await("there is room again", () -> hasRoom());
        for (MediaId id : ids) {
            assertLeft(id);
        }
    }

    @Test
    void anUploadThatIsGivenUpCancelsItsSource() throws Exception {
        AtomicBoolean cancelled = new AtomicBoolean();
        MediaId id = MediaId.random();
        CompletionStage<MediaContent> taking = take(
                id,
                "",
                Uploads.buffers(Uploads.wav(1 << 20)).concatWith(Flux.never()).doOnCancel(() -> cancelled.set(true)));
        Thread.sleep(100);

        taking.toCompletableFuture().cancel(true);

        await("the source is cancelled", cancelled::get);
        assertLeft(id);
    }

    @Test
    void noMoreUploadsAreUnderWayThanMay() throws Exception {
        List<CompletionStage<MediaContent>> taking = IntStream.range(0, AT_ONCE)
                .mapToObj(n -> take(MediaId.random(), "", Flux.never()))
                .toList();

        assertThatThrownBy(() -> done(take(MediaId.random(), "", Uploads.buffers(Uploads.wav(1_000)))))
                .isInstanceOf(Rejection.class)
                .extracting(failure -> ((Rejection) failure).code())
                .isEqualTo(ErrorCode.OVERLOADED);

        taking.forEach(each -> each.toCompletableFuture().cancel(true));
        await("there is room again", () -> hasRoom());
    }

    @Test
    void manyImagesAtOnceAreAllTakenWhetherOrNotThereIsRoomForTheirThumbnails() throws Exception {
        byte[] image = Uploads.png(1_100, 1_100);

        List<CompletionStage<MediaContent>> taking = IntStream.range(0, AT_ONCE)
                .mapToObj(n -> take(MediaId.random(), "x.png", Uploads.buffers(image)))
                .toList();

        for (CompletionStage<MediaContent> each : taking) {
            assertHoldsWhatItSays(done(each));
        }
    }

    @Test
    void anImageDoesNotWaitForItsThumbnailForEver() throws Exception {
        intake.close();
        intake = intake(Duration.ofMillis(1));

        MediaContent content = taken("x.png", Uploads.png(1_100, 1_100));

        assertThat(content.small()).isEmpty();
        assertThat(content.description().placeholder()).isNull();
        assertHoldsWhatItSays(content);
    }

    @Test
    void aBufferIsAskedForWhenTheOnesBeforeAreTaken() throws Exception {
        AtomicLong outstanding = new AtomicLong();
        AtomicLong most = new AtomicLong();
        Flux<ByteBuffer> counted = Uploads.buffers(Uploads.wav(2 << 20))
                .doOnRequest(n -> most.accumulateAndGet(outstanding.addAndGet(n), Math::max))
                .doOnNext(buffer -> outstanding.decrementAndGet());

        assertHoldsWhatItSays(done(take(MediaId.random(), "", counted)));

        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void aStoreThatIsAwayIsSaidToBeAndNothingStays() throws Exception {
        MediaId id = MediaId.random();
        tested().takeAway();
        try {
            assertThatThrownBy(() -> done(take(id, "", Uploads.buffers(Uploads.wav(1 << 20)))))
                    .isInstanceOf(MediaStoreUnavailableException.class);
        } finally {
            tested().bringBack();
        }
        await("the store is back", this::isWell);
        assertLeft(id);
        assertHoldsWhatItSays(taken("", Uploads.wav(1 << 20)));
    }

    @Test
    void whatWasTakenInVainIsRemoved() throws Exception {
        MediaContent content = taken("x.png", Uploads.png(400, 300));

        done(intake.discard(content));
        done(intake.discard(content));

        assertLeft(content.mediaId());
    }

    @Test
    void aSoundIsTakenWithItsLengthAndHowLoudItIs() throws Exception {
        short[] growing = new short[16_000];
        for (int i = 0; i < growing.length; i++) {
            growing[i] = (short) (i % 2 == 0 ? i : -i);
        }

        MediaDescription sound =
                taken("note.wav", Recordings.wav(growing, 8_000)).description();

        assertThat(sound.durationMillis()).isEqualTo(2_000);
        assertThat(sound.waveform()).hasSize(128).endsWith("ff");
    }

    @Test
    void itSaysHowMuchItTakes() {
        assertThat(intake.largest()).isEqualTo(LARGEST);
    }

    private StreamedMediaIntake intake(Duration previewWait) {
        ContentProperties limits = new ContentProperties(DataSize.ofBytes(LARGEST), 100_000_000);
        IntakeProperties settings = new IntakeProperties(AT_ONCE, 2, previewWait);
        return new StreamedMediaIntake(
                new MediaInspector(limits),
                encrypted,
                store(),
                new Impressions(thumbnails, waveforms, settings),
                settings);
    }

    private boolean hasRoom() throws Exception {
        List<CompletionStage<MediaContent>> all = IntStream.range(0, AT_ONCE)
                .mapToObj(n -> take(MediaId.random(), "", Flux.never()))
                .toList();
        boolean room = all.stream().noneMatch(each -> each.toCompletableFuture().isDone());
        all.forEach(each -> each.toCompletableFuture().cancel(true));
        Thread.sleep(20);
        return room;
    }

    private MediaContent taken(String name, byte[] upload) throws Exception {
        return done(take(MediaId.random(), name, Uploads.buffers(upload)));
    }

    private CompletionStage<MediaContent> take(MediaId id, String name, Flux<ByteBuffer> upload) {
        return intake.take(id, name, JdkFlowAdapter.publisherToFlowPublisher(upload));
    }

    private void assertRefused(ErrorCode code, Flux<ByteBuffer> upload) throws Exception {
        MediaId id = MediaId.random();
        assertThatThrownBy(() -> done(take(id, "", upload)))
                .isInstanceOf(Rejection.class)
                .extracting(failure -> ((Rejection) failure).code())
                .isEqualTo(code);
        assertLeft(id);
    }

    /** Nothing is: now and a little later. */
    private void assertLeft(MediaId id) throws Exception {
        await(
                "what was stored is removed",
                () -> !isThere(MediaObjectId.of(id)) && !isThere(MediaObjectId.ofThumbnail(id)));
        Thread.sleep(50);
        assertThat(listed(Instant.now().plusSeconds(60)))
                .doesNotContain(MediaObjectId.of(id), MediaObjectId.ofThumbnail(id));
    }

    private boolean isThere(MediaObjectId id) throws Exception {
        return done(store().get(id, ByteRange.all())).isPresent();
    }

    private void assertHoldsWhatItSays(MediaContent content) throws Exception {
        byte[] bytes = read(content.original());
        assertThat(content.description().size()).isEqualTo(bytes.length);
        assertThat(content.description().sha256())
                .isEqualTo(HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
    }

    private byte[] read(EncryptedMedia media) throws Exception {
        return Uploads.whole(done(encrypted.get(media, ByteRange.all())).orElseThrow());
    }

    private byte[] plain(MediaObjectId id) throws Exception {
        return Uploads.whole(done(store().get(id, ByteRange.all())).orElseThrow());
    }
}
