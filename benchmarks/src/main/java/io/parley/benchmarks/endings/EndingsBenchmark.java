package io.parley.benchmarks.endings;

import io.parley.benchmarks.Benchmark;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Report;

/**
 * What it costs that messages can end: keys for each of them, and destroying these; and how it goes when they do: how late messages go,
 * how long a purge takes, and whether either keeps others waiting.
 */
public final class EndingsBenchmark implements Benchmark {

    @Override
    public String name() {
        return "endings";
    }

    @Override
    public String description() {
        return "temporary messages and chats: what keys and shredding cost, and how soon what has had its time is gone";
    }

    @Override
    public Report run(Plan plan, Progress progress) throws Exception {
        // what costs processor time comes when all has been compiled that will be
        Report purge = new Purge().run(plan, progress);
        Report lateness = new Lateness().run(plan, progress);
        Report shredding = new CostOfShredding().run(plan, progress);
        Report keys = new CostOfKeys().run(plan, progress);
        Report arrears = new Arrears().run(plan, progress);
        return keys.and(shredding).and(lateness).and(purge).and(arrears);
    }
}
