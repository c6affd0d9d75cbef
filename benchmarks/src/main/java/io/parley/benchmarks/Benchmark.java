package io.parley.benchmarks;

import io.parley.benchmarks.report.Report;

/** One thing to measure, together with what it is compared with. Leaves nothing behind: no process, no folder. */
public interface Benchmark {

    /** What it is called on the command line, and the name of its result files. */
    String name();

    /** What it measures, in one line. */
    String description();

    /**
     * Measures.
     *
     * @throws Exception if nothing can be measured; the message says why
     */
    Report run(Plan plan, Progress progress) throws Exception;
}
