package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.contract.media.StoredMedia;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What the tests of stores do with one again and again. */
abstract class MediaFixture {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final int BUFFER = 16 << 10;
    static final long SEVERAL_MIB = (13L << 20) + 17;
    static final Pattern CONTENT = new Pattern(1);
    static final Pattern OTHER = new Pattern(77);

    abstract StoreUnderTest tested();

    MediaStore store() {
        return tested().store();
    }

    boolean isWell() {
        try {
            done(store().check());
            done(store().put(newId(), Source.of(CONTENT, 1, 1)));
            return true;
        } catch (MediaStoreUnavailableException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    MediaObjectId rangedObject(long size) throws Exception {
        MediaObjectId id = new MediaObjectId("ranges-" + size);
        if (done(store().get(id, ByteRange.all())).isEmpty()) {
            done(store().put(id, Source.of(CONTENT, size, 1 << 20)));
        }
        return id;
    }

    MediaObjectId put(Pattern pattern, long size) throws Exception {
        MediaObjectId id = newId();
        done(store().put(id, Source.of(pattern, size, BUFFER)));
        return id;
    }

    void assertHolds(MediaObjectId id, Pattern pattern, long size) throws Exception {
        MediaSlice slice = done(store().get(id, ByteRange.all())).orElseThrow();
        assertThat(slice.size()).isEqualTo(size);
        assertThat(slice.length()).isEqualTo(size);
        assertThat(read(slice, pattern, 0)).isEqualTo(size);
    }

    /** Now and a little later: what was cut off may take a moment to be noticed. */
    void assertNothingVisible(MediaObjectId id) throws Exception {
        for (int look = 0; look < 3; look++) {
            assertThat(done(store().get(id, ByteRange.all()))).isEmpty();
            assertThat(listed(Instant.now().plusSeconds(60))).doesNotContain(id);
            Thread.sleep(150);
        }
    }

    static long read(MediaSlice slice, Pattern pattern, long first) throws Exception {
        Reader reader = new Reader(pattern, first);
        slice.bytes().subscribe(reader);
        return done(reader.ended());
    }

    List<MediaObjectId> listed(Instant olderThan) throws Exception {
        return list(olderThan, 100).stream().map(StoredMedia::id).toList();
    }

    List<StoredMedia> list(Instant olderThan, int limit) throws Exception {
        List<StoredMedia> found = new ArrayList<>();
        Optional<MediaObjectId> after = Optional.empty();
        do {
            MediaPage page = done(store().list(olderThan, after, limit));
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
            found.addAll(page.items());
            after = page.next();
        } while (after.isPresent());
        return found;
    }

    static void assertUnavailable(CompletionStage<?> stage) {
        long begun = System.nanoTime();
        assertThatThrownBy(() -> done(stage)).isInstanceOf(MediaStoreUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
    }

    static <T> T done(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.isMet()) {
            assertThat(System.nanoTime() - end).as(what).isNegative();
            Thread.sleep(5);
        }
    }

    static MediaObjectId newId() {
        return new MediaObjectId(UUID.randomUUID().toString());
    }

    /** What is waited for. */
    interface Condition {
        boolean isMet() throws Exception;
    }
}
