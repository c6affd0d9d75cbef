package io.parley.infra.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BoundedPoolTest {

    private final BoundedPool pool = new BoundedPool("test", 2, 3);
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger done = new AtomicInteger();

    @AfterEach
    void close() {
        release.countDown();
        pool.close(Duration.ofSeconds(5));
    }

    private void waitThenCount() {
        try {
            release.await();
            done.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fill() {
        assertThat(pool.tryExecute(this::waitThenCount)).isTrue();
        assertThat(pool.tryExecute(this::waitThenCount)).isTrue();
        await().until(() -> pool.waiting() == 0);
        for (int i = 0; i < 3; i++) {
            assertThat(pool.tryExecute(this::waitThenCount)).isTrue();
        }
    }

    @Test
    void whatDoesNotFitInIsRefusedAndWhatFitsInIsDone() {
        fill();

        assertThat(pool.tryExecute(this::waitThenCount)).isFalse();
        assertThat(pool.waiting()).isEqualTo(3);
        assertThat(pool.active()).isEqualTo(2);
        release.countDown();

        await().untilAsserted(() -> assertThat(done).hasValue(5));
        assertThat(pool.waiting()).isZero();
        assertThat(pool.tryExecute(this::waitThenCount)).isTrue();
    }

    @Test
    void aTaskThatFailsCostsNoThread() {
        for (int i = 0; i < 3; i++) {
            pool.tryExecute(() -> {
                throw new Expected();
            });
        }
        await().until(() -> pool.waiting() == 0);
        release.countDown();

        pool.tryExecute(this::waitThenCount);

        await().untilAsserted(() -> assertThat(done).hasValue(1));
    }

    @Test
    void whatWasTakenIsDoneBeforeTheEnd() {
        fill();
        release.countDown();

        assertThat(pool.close(Duration.ofSeconds(10))).isEmpty();

        assertThat(done).hasValue(5);
        assertThat(pool.isClosed()).isTrue();
        assertThat(pool.tryExecute(this::waitThenCount)).isFalse();
    }

    @Test
    void whatWasNotBegunWhenPatienceEndsIsGivenBack() throws Exception {
        fill();

        List<Runnable> left = pool.close(Duration.ofMillis(10));

        assertThat(left).hasSize(3);
        release.countDown();
        TimeUnit.MILLISECONDS.sleep(50);
        assertThat(done).hasValue(0);
    }

    private static final class Expected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Expected() {
            super("expected by a test", null, false, false);
        }
    }
}
