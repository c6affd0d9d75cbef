package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import io.parley.infra.media.breaker.BreakerProperties;
import io.parley.infra.media.breaker.GuardedMediaStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store behind a circuit breaker is a store like any other, and one that is down is left alone. */
class GuardedMediaStoreTest extends MediaStoreContract {

    private static final Duration PAUSE = Duration.ofMillis(300);

    @TempDir
    static Path folder;

    private static Guarded tested;

    @BeforeAll
    static void open() throws Exception {
        tested = new Guarded(new FolderMediaStoreTest.FolderUnderTest(folder.resolve("media")));
    }

    @AfterAll
    static void close() {
        tested.close();
    }

    @Override
    StoreUnderTest tested() {
        return tested;
    }

    @Test
    void aStoreThatIsDownIsNotAskedUntilAPauseIsOverAndThenFoundOutToBeWell() throws Exception {
        MediaObjectId id = put(CONTENT, 1);
        tested.takeAway();
        try {
            for (int call = 0; call < 4; call++) {
                assertUnavailable(store().get(id, ByteRange.all()));
            }
            tested.watched.asked();
            Source source = Source.of(CONTENT, SEVERAL_MIB, BUFFER);
            assertUnavailable(store().get(id, ByteRange.all()));
            assertUnavailable(store().put(newId(), source));
            assertUnavailable(store().delete(id));
            assertThat(tested.watched.asked())
                    .as("what the store itself was asked")
                    .isEmpty();
            assertThat(source.isSubscribed()).isFalse();
            assertThat(openness()).isEqualTo(1);
        } finally {
            tested.bringBack();
        }

        await("it is asked again", this::isWell);
        await("it is trusted again", () -> isWell() && openness() == 0);
        assertHolds(id, CONTENT, 1);
    }

    @Test
    void anUploadThatFailsByItselfSaysNothingOfTheStore() throws Exception {
        for (int call = 0; call < 20; call++) {
            Source broken = Source.of(CONTENT, SEVERAL_MIB, BUFFER).failingAt(BUFFER, new IOException("hung up"));
            assertThatThrownBy(() -> done(store().put(newId(), broken))).isInstanceOf(IOException.class);
        }

        assertThat(openness()).isZero();
        assertThat(put(CONTENT, 1)).isNotNull();
    }

    @Test
    void aTrialThatIsGivenUpLeavesRoomForTheNext() throws Exception {
        tested.takeAway();
        try {
            for (int call = 0; call < 4; call++) {
                assertUnavailable(store().get(newId(), ByteRange.all()));
            }
        } finally {
            tested.bringBack();
        }
        Thread.sleep(PAUSE.toMillis() + 50);

        for (int call = 0; call < 20; call++) {
            store().get(newId(), ByteRange.all()).toCompletableFuture().cancel(true);
        }

        await("it is trusted again", () -> isWell() && openness() == 0);
    }

    @Test
    void whatFailsInMidReadCountsToo() throws Exception {
        MediaObjectId id = put(CONTENT, SEVERAL_MIB);
        tested.watched.onRead(bytes -> {
            throw new MediaStoreUnavailableException("cut off", null);
        });
        try {
            for (int call = 0; call < 4 && openness() == 0; call++) {
                var slice = done(store().get(id, ByteRange.all())).orElseThrow();
                assertThatThrownBy(() -> read(slice, CONTENT, 0)).isInstanceOf(MediaStoreUnavailableException.class);
            }
            assertThat(openness()).isEqualTo(1);
        } finally {
            tested.watched.onRead(bytes -> {});
        }

        await("it is trusted again", () -> isWell() && openness() == 0);
    }

    private double openness() {
        return tested.meters.get("parley.media.breaker.open").gauge().value();
    }

    /** A folder that can be unmounted, watched, and guarded. */
    private static final class Guarded implements StoreUnderTest {

        private final FolderMediaStoreTest.FolderUnderTest plain;
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
        private final WatchedStore watched;
        private final GuardedMediaStore store;

        Guarded(FolderMediaStoreTest.FolderUnderTest plain) {
            this.plain = plain;
            this.watched = new WatchedStore(plain.store());
            this.store = new GuardedMediaStore(watched, new BreakerProperties(4, 4, 50, PAUSE, 2), meters);
        }

        @Override
        public MediaStore store() {
            return store;
        }

        @Override
        public void takeAway() throws Exception {
            plain.takeAway();
        }

        @Override
        public void bringBack() throws Exception {
            plain.bringBack();
        }

        @Override
        public void close() {
            plain.close();
        }
    }
}
