package io.parley.benchmarks.endings;

import io.parley.benchmarks.Medians;
import io.parley.benchmarks.Plan;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** What a thousand of something cost, round by round. */
final class Costs {

    private static final int ROUNDS = 7;
    private static final int WARM_UPS = 2;

    private final List<NodeTime> rounds = new ArrayList<>();

    /** How often to measure: odd, and oftener than what does not depend on what is compiled meanwhile. */
    static int rounds(Plan plan) {
        return plan.quick() ? plan.rounds() : ROUNDS;
    }

    /** How many rounds before that do not count: compilers cost processor time too. */
    static int warmUps(Plan plan) {
        return plan.quick() ? 1 : WARM_UPS;
    }

    void add(NodeTime perThousand) {
        rounds.add(perThousand);
    }

    /** That of the last round. */
    double last() {
        return rounds.get(rounds.size() - 1).total();
    }

    /** The rounds' median, of process and database together. */
    double total() {
        return median(NodeTime::total);
    }

    private double median(ToDoubleFunction<NodeTime> figure) {
        return Medians.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }

    @SafeVarargs
    static Table table(String title, Map.Entry<String, Costs>... costs) {
        List<List<String>> rows = Stream.of(costs)
                .map(entry -> entry.getValue().row(entry.getKey()))
                .toList();
        return new Table(title, List.of("", "node and sender", "PostgreSQL", "both"), rows);
    }

    private List<String> row(String name) {
        return List.of(
                name,
                Numbers.plain(median(NodeTime::jvm)),
                Numbers.plain(median(NodeTime::database)),
                Numbers.plain(total()));
    }
}
