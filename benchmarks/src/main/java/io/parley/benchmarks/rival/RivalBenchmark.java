package io.parley.benchmarks.rival;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.TemporaryFolder;
import io.parley.benchmarks.report.Report;
import java.time.Duration;
import java.util.List;

/** Whole cycles of a message through Parley and through ejabberd, in turns, on one machine. */
public final class RivalBenchmark implements Benchmark {

    private static final int PAIRS = 100;
    private static final int RATE = 200;
    private static final Duration SHORTEST = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "rival";
    }

    @Override
    public String description() {
        return "whole cycles (sent, delivered, read) against ejabberd with an archive in PostgreSQL";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        Ejabberd.schema();
        Duration each = plan.quick() || plan.measured().compareTo(SHORTEST) > 0 ? plan.measured() : SHORTEST;
        try (TemporaryFolder folder = TemporaryFolder.create();
                Cleanup cleanup = new Cleanup()) {
            progress.step("starting ejabberd, with a PostgreSQL of its own");
            Contender rival = EjabberdContender.start(folder.path(), cleanup);
            progress.step("starting Parley");
            Contender parley = ParleyContender.start(plan.checkout(), folder.path(), cleanup);
            EventLoop loop = cleanup.add(new EventLoop());
            progress.step("signing %d pairs up at each", PAIRS);
            rival.connect(loop, PAIRS);
            parley.connect(loop, PAIRS);
            List<RivalReport.Side> sides = new Rounds(loop, plan, each, progress).run(parley, rival);
            return new RivalReport(PAIRS, RATE, each, sides).report();
        }
    }

    /** Everything in turns: both are measured under what the machine has to give at the time. */
    private static final class Rounds {

        private final EventLoop loop;
        private final Plan plan;
        private final Duration each;
        private final Progress progress;

        Rounds(EventLoop loop, Plan plan, Duration each, Progress progress) {
            this.loop = loop;
            this.plan = plan;
            this.each = each;
            this.progress = progress;
        }

        List<RivalReport.Side> run(Contender parley, Contender rival) throws Exception {
            List<RivalReport.Side> sides =
                    List.of(new RivalReport.Side(parley.name()), new RivalReport.Side(rival.name()));
            List<Contender> contenders = List.of(parley, rival);
            long[] cycles = new long[contenders.size()];
            for (int i = 0; i < contenders.size(); i++) {
                progress.step("warming %s up", contenders.get(i).name());
                cycles[i] +=
                        Talk.closed(loop, contenders.get(i), each.dividedBy(2)).all();
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                for (int i = 0; i < contenders.size(); i++) {
                    Measured closed = Talk.closed(loop, contenders.get(i), each);
                    progress.step(
                            "round %d of %d: %s, %,.0f cycles/s",
                            round, plan.rounds(), contenders.get(i).name(), closed.perSecond());
                    sides.get(i).closed().add(closed);
                    cycles[i] += closed.all();
                }
                for (int i = 0; i < contenders.size(); i++) {
                    Measured open = Talk.open(loop, contenders.get(i), RATE, each);
                    progress.step(
                            "round %d of %d: %s at %d/s, delivery p50 %.2f ms, p99 %.2f ms",
                            round,
                            plan.rounds(),
                            contenders.get(i).name(),
                            RATE,
                            open.deliveryMillis(50),
                            open.deliveryMillis(99));
                    sides.get(i).open().add(open);
                    cycles[i] += open.all();
                }
            }
            for (int i = 0; i < contenders.size(); i++) {
                contenders.get(i).verify(cycles[i]);
            }
            return sides;
        }
    }
}
