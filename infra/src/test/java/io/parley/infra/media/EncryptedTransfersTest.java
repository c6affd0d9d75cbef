package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.EncryptedMedia;
import io.parley.contract.media.MediaKey;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.infra.media.encryption.EncryptionProperties;
import io.parley.infra.media.encryption.TinkEncryptedMediaStore;
import io.parley.infra.media.folder.FolderMediaStore;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What encrypted transfers ask for, hold and leave behind, over a real folder. */
class EncryptedTransfersTest {

    private static final Pattern CONTENT = new Pattern(3);
    private static final int SEGMENT = 64 << 10;
    private static final long SIZE = 20 << 20;
    private static final int TRANSFERS = 50;

    /** What a transfer may have taken and not given on: eight segments that wait, one that is gathered, and one that is worked on. */
    private static final long MOST_HELD = 10L * SEGMENT + 40;

    private static final int TAG = 16;

    @TempDir
    Path path;

    private FolderMediaStore folder;
    private WatchedStore watched;
    private TinkEncryptedMediaStore store;

    @BeforeEach
    void open() throws Exception {
        folder = FolderMediaStore.open(path, 4, 10_000);
        watched = new WatchedStore(folder);
        store = new TinkEncryptedMediaStore(watched, new EncryptionProperties(2, 10_000), new SimpleMeterRegistry());
    }

    @AfterEach
    void close() {
        store.close();
        folder.close();
    }

    @Test
    void aRangeReadsTheSegmentsThatItTouchesAndTheHeader() {
        EncryptedMedia media = put(300_000);
        watched.asked();

        assertRead(media, new ByteRange(0, 65_479));
        assertThat(watched.asked()).containsExactly(segments(0, 0));

        assertRead(media, new ByteRange(65_479, 65_480));
        assertThat(watched.asked()).containsExactly(segments(0, 1));

        assertRead(media, new ByteRange(65_480, 131_000));
        assertThat(watched.asked()).containsExactly(segments(1, 2), new ByteRange(0, 39));

        assertRead(media, new ByteRange(131_000, 131_000));
        assertThat(watched.asked()).containsExactly(segments(2, 2), new ByteRange(0, 39));
    }

    @Test
    void whoeverOnlyLooksReadsNothing() {
        EncryptedMedia media = put(300_000);
        watched.asked();

        MediaSlice slice = done(store.get(media, ByteRange.from(200_000))).orElseThrow();

        assertThat(slice.size()).isEqualTo(300_000);
        assertThat(slice.length()).isEqualTo(100_000);
        assertThat(watched.asked()).hasSize(1);
        assertThat(watched.open()).isZero();
    }

    @Test
    void manyReadersWhoAreSlowHoldLittle() {
        EncryptedMedia media = put(SIZE);
        List<Reader> readers = new ArrayList<>();
        List<Held> helds = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            Held held = new Held();
            watched.onRead(held::took);
            MediaSlice slice = done(store.get(media, ByteRange.all())).orElseThrow();
            Reader reader = new Reader(CONTENT, 0, 0);
            JdkFlowAdapter.publisherToFlowPublisher(JdkFlowAdapter.flowPublisherToFlux(slice.bytes())
                            .doOnNext(content -> held.gave(content.remaining() + TAG))
                            .concatMap(EncryptedTransfersTest::slowly, 0))
                    .subscribe(reader);
            reader.request(Long.MAX_VALUE);
            readers.add(reader);
            helds.add(held);
        }

        readers.forEach(reader -> assertThat(done(reader.ended())).isEqualTo(SIZE));

        assertHeldLittle(helds);
        assertThat(watched.open()).isZero();
    }

    @Test
    void manyWritersToAStoreThatIsSlowHoldLittle() {
        List<Held> helds = new ArrayList<>();
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (int i = 0; i < TRANSFERS; i++) {
            Held held = new Held();
            CompletableFuture<Void> end = new CompletableFuture<>();
            watched.onWrite(bytes -> bytes.doOnNext(segment -> held.gave(segment.remaining() - TAG))
                    .concatMap(EncryptedTransfersTest::slowly, 0)
                    .doOnComplete(() -> end.complete(null))
                    .thenMany(Flux.empty())); // the disk need not take a GiB
            Flux<ByteBuffer> content = JdkFlowAdapter.flowPublisherToFlux(Source.of(CONTENT, SIZE, 16 << 10))
                    .doOnNext(held::took);
            store.put(newMedia(), JdkFlowAdapter.publisherToFlowPublisher(content));
            ends.add(end);
            helds.add(held);
        }

        ends.forEach(EncryptedTransfersTest::done);

        assertHeldLittle(helds);
    }

    @Test
    void whoeverAsksForNothingIsReadLittleFor() throws Exception {
        EncryptedMedia media = put(SIZE);
        Held held = new Held();
        watched.onRead(held::took);
        Reader reader = new Reader(CONTENT, 0, 0);

        done(store.get(media, ByteRange.all())).orElseThrow().bytes().subscribe(reader);
        Thread.sleep(200);

        assertThat(held.most()).isLessThanOrEqualTo(MOST_HELD);
        assertThat(reader.buffers()).isZero();
        reader.cancel();
        await().untilAsserted(() -> assertThat(watched.open()).isZero());
    }

    @Test
    void whoeverBreaksOffLeavesNothingOpen() {
        EncryptedMedia media = put(1 << 20);
        List<Reader> readers = IntStream.range(0, 200)
                .mapToObj(i -> {
                    Reader reader = new Reader(CONTENT, i * 5_000L, i % 4);
                    done(store.get(media, ByteRange.from(i * 5_000L)))
                            .orElseThrow()
                            .bytes()
                            .subscribe(reader);
                    return reader;
                })
                .toList();

        readers.forEach(Reader::cancel);

        await().untilAsserted(() -> assertThat(watched.open()).isZero());
        assertRead(media, ByteRange.all());
    }

    @Test
    void encryptionRunsOnItsOwnThreadsWhoeverBringsOrAsks() {
        EncryptedMedia media = put(2 << 20); // brought by the disk's
        EncryptedMedia inOneBuffer = newMedia();
        done(store.put(inOneBuffer, Source.of(CONTENT, 2 << 20, 2 << 20))); // brought by this one

        assertThat(watched.writingThreads()).isNotEmpty().allMatch(EncryptedTransfersTest::isOurs);

        Set<String> threads = ConcurrentHashMap.newKeySet();
        Reader reader = new Reader(CONTENT, 0, 0);
        JdkFlowAdapter.publisherToFlowPublisher(JdkFlowAdapter.flowPublisherToFlux(
                                done(store.get(media, ByteRange.all()))
                                        .orElseThrow()
                                        .bytes())
                        .doOnNext(bytes -> threads.add(Thread.currentThread().getName())))
                .subscribe(reader);
        for (int asked = 1; asked <= 33; asked++) {
            int expected = asked;
            reader.request(1);
            await().pollInterval(Duration.ofMillis(1)).until(() -> reader.buffers() >= expected);
        }

        assertThat(done(reader.ended())).isEqualTo(2 << 20);
        assertThat(threads).isNotEmpty().allMatch(EncryptedTransfersTest::isOurs);
    }

    @Test
    void moreThanMayWaitFindTheStoreUnavailable() {
        try (TinkEncryptedMediaStore small =
                new TinkEncryptedMediaStore(watched, new EncryptionProperties(1, 1), new SimpleMeterRegistry())) {
            List<CompletionStage<Long>> puts = IntStream.range(0, 40)
                    .mapToObj(i -> small.put(newMedia(), Source.of(CONTENT, 4 << 20, 4 << 20)))
                    .toList();

            List<Throwable> failures = puts.stream()
                    .map(put -> put.handle((stored, failure) -> failure)
                            .toCompletableFuture()
                            .join())
                    .filter(failure -> failure != null)
                    .toList();

            assertThat(failures).isNotEmpty().allSatisfy(failure -> assertThat(failure)
                    .isInstanceOf(MediaStoreUnavailableException.class));
        }
    }

    @Test
    void afterTheEndTheStoreIsUnavailable() {
        EncryptedMedia media = put(100_000);
        store.close();

        assertThatThrownBy(() -> done(store.put(newMedia(), Source.of(CONTENT, 10, 10))))
                .isInstanceOf(MediaStoreUnavailableException.class);
        Reader reader = new Reader(CONTENT, 0);
        done(store.get(media, ByteRange.all())).orElseThrow().bytes().subscribe(reader);
        assertThatThrownBy(() -> done(reader.ended())).isInstanceOf(MediaStoreUnavailableException.class);
    }

    private EncryptedMedia put(long size) {
        EncryptedMedia media = newMedia();
        assertThat(done(store.put(media, Source.of(CONTENT, size, 16 << 10)))).isEqualTo(size);
        return media;
    }

    private void assertRead(EncryptedMedia media, ByteRange range) {
        MediaSlice slice = done(store.get(media, range)).orElseThrow();
        Reader reader = new Reader(CONTENT, range.first());
        slice.bytes().subscribe(reader);
        assertThat(done(reader.ended())).isEqualTo(slice.length());
    }

    private static void assertHeldLittle(List<Held> helds) {
        assertThat(helds).hasSize(TRANSFERS).extracting(Held::most).allSatisfy(most -> assertThat(most)
                .isBetween((long) SEGMENT, MOST_HELD));
    }

    private static EncryptedMedia newMedia() {
        MediaObjectId id = new MediaObjectId(UUID.randomUUID().toString());
        return new EncryptedMedia(id, MediaKey.random(new SecureRandom()), "test");
    }

    private static ByteRange segments(long first, long last) {
        return new ByteRange(first * SEGMENT, (last + 1) * SEGMENT - 1);
    }

    private static boolean isOurs(String thread) {
        return thread.startsWith("parley-media-crypto");
    }

    private static Mono<ByteBuffer> slowly(ByteBuffer bytes) {
        return Mono.delay(Duration.ofMillis(1)).thenReturn(bytes);
    }

    private static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** How many bytes one transfer has taken and not given on, and how many those were at most. */
    private static final class Held {

        private final AtomicLong now = new AtomicLong();
        private final AtomicLong most = new AtomicLong();

        void took(ByteBuffer bytes) {
            long held = now.addAndGet(bytes.remaining());
            most.accumulateAndGet(held, Math::max);
        }

        void gave(int bytes) {
            now.addAndGet(-bytes);
        }

        long most() {
            return most.get();
        }
    }
}
