package io.parley.infra.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.parley.contract.media.ByteRange;
import io.parley.contract.media.MediaObjectId;
import io.parley.contract.media.MediaPage;
import io.parley.contract.media.MediaSlice;
import io.parley.contract.media.MediaStore;
import io.parley.contract.media.MediaStoreUnavailableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.actuate.endpoint.SimpleStatusAggregator;
import org.springframework.boot.health.contributor.Status;

class MediaHealthTest {

    @Test
    void aStoreThatIsAwayIsToldAndItsReturnToo() {
        Moody store = new Moody();
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (MediaWatch watch = new MediaWatch(store, Duration.ofMillis(20), meters)) {
            MediaHealth health = new MediaHealth(watch);

            await().untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
            assertThat(meters.get("parley.media.store.up").gauge().value()).isEqualTo(1);

            store.away = true;
            await().untilAsserted(() ->
                    assertThat(health.health().getStatus().getCode()).isEqualTo("DEGRADED"));
            assertThat(meters.get("parley.media.store.up").gauge().value()).isZero();

            store.away = false;
            await().untilAsserted(() -> assertThat(health.health().getStatus()).isEqualTo(Status.UP));
        }
    }

    @Test
    void aNodeWhoseStoreIsAwayIsUpAllTheSame() {
        assertThat(new SimpleStatusAggregator().getAggregateStatus(Status.UP, new Status("DEGRADED")))
                .isEqualTo(Status.UP);
    }

    @Test
    void beforeTheFirstLookNothingIsSaid() {
        Moody store = new Moody();
        store.answers = false;
        try (MediaWatch watch = new MediaWatch(store, Duration.ofMinutes(1), new SimpleMeterRegistry())) {
            assertThat(new MediaHealth(watch).health().getStatus()).isEqualTo(Status.UNKNOWN);
        }
    }

    /** A store that can be looked at and no more. */
    private static final class Moody implements MediaStore {

        private volatile boolean away;
        private volatile boolean answers = true;

        @Override
        public CompletionStage<Void> check() {
            if (!answers) {
                return new CompletableFuture<>();
            }
            return away
                    ? CompletableFuture.failedFuture(new MediaStoreUnavailableException("away", null))
                    : CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Long> put(MediaObjectId id, Flow.Publisher<ByteBuffer> bytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<MediaSlice>> get(MediaObjectId id, ByteRange range) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Void> delete(MediaObjectId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<MediaPage> list(Instant olderThan, Optional<MediaObjectId> after, int limit) {
            throw new UnsupportedOperationException();
        }
    }
}
