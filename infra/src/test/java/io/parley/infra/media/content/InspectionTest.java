package io.parley.infra.media.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;

class InspectionTest {

    private static final ContentProperties LARGE = new ContentProperties(DataSize.ofMegabytes(100), 1_000_000);
    private static final int BUFFER = 16 << 10;

    @Test
    void sizeAndHashAreThoseOfWhatIsStored() throws Exception {
        Inspected inspected = Inspected.of(Pictures.photo(64, 48, 6));

        byte[] hash = MessageDigest.getInstance("SHA-256").digest(inspected.stored());
        assertThat(inspected.facts().size()).isEqualTo(inspected.stored().length);
        assertThat(inspected.facts().sha256()).isEqualTo(HexFormat.of().formatHex(hash));
    }

    @Test
    void anUploadOfJustTheLargestSizeIsTakenAndOneMoreByteIsNot() {
        byte[] image = Pictures.noisy("png", 100, 100);
        ContentProperties limits = new ContentProperties(DataSize.ofBytes(image.length), 1_000_000);

        assertThat(Inspected.of(Flux.just(ByteBuffer.wrap(image)), limits)
                        .facts()
                        .size())
                .isEqualTo(image.length);

        Rejection refusal = Inspected.refusal(Bytes.join(image, new byte[1]), limits);
        assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void anUploadWithoutAnEndIsGivenUpAsSoonAsItIsTooLarge() {
        AtomicLong given = new AtomicLong();
        Flux<ByteBuffer> endless = Flux.concat(Flux.just(ByteBuffer.wrap(Films.mp3(40))), Flux.generate(sink -> {
            given.addAndGet(BUFFER);
            sink.next(ByteBuffer.allocate(BUFFER));
        }));

        assertThatThrownBy(() -> new MediaInspector(Inspected.LIMITS)
                        .inspect(endless)
                        .stored()
                        .blockLast(Duration.ofSeconds(20)))
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TOO_LARGE));

        assertThat(given.get()).isLessThanOrEqualTo(Inspected.LIMITS.maxSize().toBytes() + 2 * BUFFER);
    }

    @Test
    void noMoreIsAskedForThanWhoeverStoresItTakes() {
        AtomicLong asked = new AtomicLong();
        Flux<ByteBuffer> upload = Flux.concat(
                        Flux.just(ByteBuffer.wrap(Films.mp3(1_000))),
                        Flux.range(0, 1_000).map(i -> ByteBuffer.allocate(BUFFER)))
                .doOnNext(buffer -> asked.incrementAndGet());
        AtomicLong stored = new AtomicLong();

        new MediaInspector(LARGE).inspect(upload).stored().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.request(20);
            }

            @Override
            protected void hookOnNext(ByteBuffer buffer) {
                stored.incrementAndGet();
            }
        });

        assertThat(stored.get()).isEqualTo(20);
        assertThat(asked.get()).isLessThanOrEqualTo(stored.get() + 2);
    }

    @Test
    void aLargeBufferIsWorkedOnInPieces() {
        byte[] upload = Films.mp3(5_000);
        AtomicLong largest = new AtomicLong();

        new MediaInspector(Inspected.LIMITS)
                .inspect(Flux.just(ByteBuffer.wrap(upload)))
                .stored()
                .doOnNext(buffer -> largest.accumulateAndGet(buffer.remaining(), Math::max))
                .blockLast();

        assertThat(largest.get()).isLessThanOrEqualTo(Passage.HEAD * 2);
    }

    @Test
    void whyItFailedIsKnownToWhoeverWaitsForTheFacts() {
        Inspection refused = new MediaInspector(LARGE).inspect(Flux.just(ByteBuffer.wrap(Bytes.text("text"))));
        refused.stored().subscribe(buffer -> {}, failure -> {});
        assertThatThrownBy(() -> refused.facts().block()).isInstanceOf(Rejection.class);

        Inspection cancelled = new MediaInspector(LARGE).inspect(Flux.never());
        cancelled.stored().subscribe().dispose();
        assertThatThrownBy(() -> cancelled.facts().block()).isInstanceOf(CancellationException.class);

        Inspection broken = new MediaInspector(LARGE).inspect(Flux.error(new IllegalStateException("gone")));
        broken.stored().subscribe(buffer -> {}, failure -> {});
        assertThatThrownBy(() -> broken.facts().block()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anUploadPassesOnce() {
        Inspection inspection = new MediaInspector(LARGE).inspect(Flux.just(ByteBuffer.wrap(Pictures.png(4, 4))));
        inspection.stored().blockLast();

        assertThatThrownBy(() -> inspection.stored().blockLast()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void limitsThatAreNoneAreRefused() {
        assertThatThrownBy(() -> new ContentProperties(DataSize.ofBytes(0), 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ContentProperties(DataSize.ofTerabytes(1), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
