package io.parley.benchmarks.contest;

import io.parley.benchmarks.Progress;
import io.parley.benchmarks.wire.EventLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Everything in turns: all sides are measured under what the machine has to give at the time.
 *
 * @param loop the generator
 * @param warmUp how long each warms up
 * @param each how long each measurement lasts
 * @param count how many rounds
 * @param rate of the open loop, a second
 * @param what is said, in the plural: cycles, messages
 */
public record Rounds(
        EventLoop loop, Duration warmUp, Duration each, int count, int rate, String what, Progress progress) {

    /** Measures all, in the order given, and checks in the end that all that was said is stored. */
    public List<Side> run(List<? extends Contender> contenders) throws IOException, InterruptedException {
        List<Turns> turns = contenders.stream().map(Turns::new).toList();
        for (Turns each : turns) {
            each.warmUp();
        }
        for (int round = 1; round <= count; round++) {
            for (Turns each : turns) {
                each.closed(round);
            }
            for (Turns each : turns) {
                each.open(round);
            }
        }
        for (Turns each : turns) {
            each.contender.verify(each.all);
        }
        return turns.stream().map(each -> each.side).toList();
    }

    private final class Turns {

        private final Contender contender;
        private final Side side;
        private long all;

        Turns(Contender contender) {
            this.contender = contender;
            this.side = new Side(contender.name());
        }

        void warmUp() throws InterruptedException {
            progress.step("warming %s up", side.name());
            all += Talk.closed(loop, contender, warmUp).all();
        }

        void closed(int round) throws InterruptedException {
            Measured measured = Talk.closed(loop, contender, each);
            progress.step("round %d of %d: %s, %,.0f %s/s", round, count, side.name(), measured.perSecond(), what);
            side.closed().add(measured);
            all += measured.all();
        }

        void open(int round) throws InterruptedException {
            Measured measured = Talk.open(loop, contender, rate, each);
            progress.step(
                    "round %d of %d: %s at %d/s, delivery p50 %.2f ms, p99 %.2f ms",
                    round, count, side.name(), rate, measured.deliveryMillis(50), measured.deliveryMillis(99));
            side.open().add(measured);
            all += measured.all();
        }
    }
}
