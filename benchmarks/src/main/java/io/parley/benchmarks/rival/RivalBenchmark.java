package io.parley.benchmarks.rival;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Cleanup;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.TemporaryFolder;
import io.parley.benchmarks.contest.Contender;
import io.parley.benchmarks.contest.Ejabberd;
import io.parley.benchmarks.contest.Rounds;
import io.parley.benchmarks.contest.Side;
import io.parley.benchmarks.report.Report;
import io.parley.benchmarks.wire.EventLoop;
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
            Contender parley = ParleyContender.start(plan.checkout(), cleanup);
            EventLoop loop = cleanup.add(new EventLoop());
            progress.step("signing %d pairs up at each", PAIRS);
            rival.connect(loop, PAIRS);
            parley.connect(loop, PAIRS);
            List<Side> sides = new Rounds(loop, each.dividedBy(2), each, plan.rounds(), RATE, "cycles", progress)
                    .run(List.of(parley, rival));
            return new RivalReport(PAIRS, RATE, each, sides).report();
        }
    }
}
