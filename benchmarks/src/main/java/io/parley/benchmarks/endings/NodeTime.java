package io.parley.benchmarks.endings;

import io.parley.benchmarks.Node;
import io.parley.benchmarks.contest.ProcessorTime;
import java.io.IOException;

/**
 * Processor time of this process, which is node and sender in one, and of a node's database.
 *
 * @param jvm seconds
 * @param database seconds
 */
record NodeTime(double jvm, double database) {

    static NodeTime of(Node node) throws IOException {
        return new NodeTime(
                ProcessorTime.of(ProcessHandle.current().pid()).seconds(),
                ProcessorTime.ofPostgres(node.database()).seconds());
    }

    NodeTime since(NodeTime before) {
        return new NodeTime(jvm - before.jvm, database - before.database);
    }

    /** What each thousand of so many took. */
    NodeTime perThousand(long count) {
        return new NodeTime(jvm * 1_000 / count, database * 1_000 / count);
    }

    double total() {
        return jvm + database;
    }
}
