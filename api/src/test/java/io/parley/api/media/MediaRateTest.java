package io.parley.api.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.api.dispatch.CommandTimes;
import io.parley.api.limits.MediaLimits;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;

class MediaRateTest {

    private static final int BUFFER = 64 << 10;
    private static final long LEAST = 1 << 20;
    private static final long STEP = Duration.ofMillis(1).toNanos();

    private static final Duration NONE = Duration.ZERO;

    private long now;
    private final CommandTimes times = new CommandTimes(() -> now);
    private final MediaRate rate = new MediaRate(
            times,
            new MediaLimits(
                    10, 200, 50, 500, DataSize.ofBytes(LEAST), Duration.ofSeconds(30), 16, Duration.ofMinutes(5)),
            () -> now);

    @Test
    void nothingWaitsWhileThereAreNoCommands() {
        assertThat(pass(Duration.ofSeconds(5), NONE)).isEqualTo(5_000L * BUFFER);
        assertThat(rate.perSecond()).isInfinite();
    }

    @Test
    void nothingWaitsWhileCommandsAreQuick() {
        assertThat(pass(Duration.ofSeconds(5), Duration.ofMillis(4))).isEqualTo(5_000L * BUFFER);
    }

    @Test
    void givesWayToSlowCommandsButNeverWholly() {
        pass(Duration.ofSeconds(5), Duration.ofMillis(100));

        assertThat(rate.perSecond()).isEqualTo(LEAST);
        assertThat(pass(Duration.ofSeconds(10), Duration.ofMillis(100))).isBetween(9 * LEAST, 11 * LEAST);
    }

    @Test
    void oneSlowCommandAmongManyIsNoReasonToGiveWay() {
        for (int round = 0; round < 50; round++) {
            pass(Duration.ofMillis(190), Duration.ofMillis(4));
            command(Duration.ofMillis(300));
        }

        assertThat(rate.perSecond()).isInfinite();
    }

    @Test
    void givesWayToCommandsThatComeToNoEnd() {
        times.begin();

        pass(Duration.ofSeconds(10), NONE);

        assertThat(rate.perSecond()).isEqualTo(LEAST);
    }

    @Test
    void growsWhenCommandsAreQuickAgainAsFarAsItIsUsed() {
        pass(Duration.ofSeconds(5), Duration.ofMillis(100));

        pass(Duration.ofSeconds(20), Duration.ofMillis(4));

        long all = 1_000 * BUFFER;
        assertThat(rate.perSecond()).isBetween(0.9 * all, 2.2 * all);
    }

    @Test
    void isRememberedOverAPauseInWhichThereAreCommands() {
        pass(Duration.ofSeconds(5), Duration.ofMillis(100));

        command(Duration.ofMillis(4));
        now += Duration.ofSeconds(10).toNanos();
        rate.delay(BUFFER);

        assertThat(rate.perSecond()).isEqualTo(LEAST);
    }

    @Test
    void isForgottenOverAPauseWithoutCommands() {
        pass(Duration.ofSeconds(5), Duration.ofMillis(100));
        now += Duration.ofSeconds(2).toNanos();
        rate.delay(BUFFER);

        now += Duration.ofSeconds(2).toNanos();
        rate.delay(BUFFER);

        assertThat(rate.perSecond()).isInfinite();
    }

    @Test
    void isBackSoonerWhenNobodyIsThereToGiveWayTo() {
        pass(Duration.ofSeconds(5), Duration.ofMillis(100));

        pass(Duration.ofSeconds(4), NONE);

        assertThat(rate.perSecond()).isInfinite();
    }

    @Test
    void whatIsSlowIsMeasuredByWhatIsUsualWithoutMedia() {
        for (int i = 0; i < 200; i++) {
            command(Duration.ofMillis(40)); // a database far away
        }
        now += Duration.ofSeconds(2).toNanos();

        pass(Duration.ofSeconds(5), Duration.ofMillis(70));
        assertThat(rate.perSecond()).isInfinite();

        pass(Duration.ofSeconds(5), Duration.ofMillis(150));
        assertThat(rate.perSecond()).isEqualTo(LEAST);
    }

    @Test
    void bytesPassInOrderAndWhole() {
        pass(Duration.ofSeconds(2), Duration.ofMillis(100));

        Flux<ByteBuffer> buffers =
                Flux.range(0, 5).map(i -> ByteBuffer.allocate(1_000).put(0, (byte) i.intValue()));

        assertThat(rate.within(buffers)
                        .map(buffer -> (int) buffer.get(0))
                        .collectList()
                        .block())
                .containsExactly(0, 1, 2, 3, 4);
    }

    /** As many bytes as may pass in a time, at most a buffer in a millisecond; a command ends every ten of them. */
    private long pass(Duration time, Duration each) {
        long passed = 0;
        long end = now + time.toNanos();
        long may = now;
        for (int step = 0; now < end; step++) {
            if (!each.isZero() && step % 10 == 0) {
                command(each);
            }
            if (now >= may) {
                passed += BUFFER;
                may = now + rate.delay(BUFFER);
            }
            now += STEP;
        }
        return passed;
    }

    /** One that began so long ago. */
    private void command(Duration each) {
        long ends = now;
        now = ends - each.toNanos();
        Runnable end = times.begin();
        now = ends;
        end.run();
    }
}
