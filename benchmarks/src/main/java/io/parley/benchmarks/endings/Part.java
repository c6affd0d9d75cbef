package io.parley.benchmarks.endings;

import io.parley.benchmarks.Plan;
import io.parley.benchmarks.Progress;
import io.parley.benchmarks.report.Report;

/** One question of the benchmark, measured on nodes of its own. */
@FunctionalInterface
interface Part {

    /** Measures. What it finds is a part of the benchmark's report. */
    Report run(Plan plan, Progress progress) throws Exception;
}
