package io.parley.benchmarks.media;

import io.parley.benchmarks.Medians;
import io.parley.benchmarks.report.Numbers;
import io.parley.benchmarks.report.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast files of one size have passed, by who carried them, in MiB a second. */
final class Rates {

    private static final double MIB = 1 << 20;

    private final int size;
    private final Map<String, List<Double>> rates = new LinkedHashMap<>();

    Rates(int size) {
        this.size = size;
    }

    /** Notes that one has passed. */
    void add(String who, double seconds) {
        rates.computeIfAbsent(who, first -> new ArrayList<>()).add(size / MIB / Math.max(seconds, 1e-6));
    }

    double last(String who) {
        List<Double> all = of(who);
        return all.get(all.size() - 1);
    }

    double median(String who) {
        return Medians.of(of(who));
    }

    private List<Double> of(String who) {
        return rates.getOrDefault(who, List.of());
    }

    /** The medians and, between which all rounds were, the slowest and the fastest. */
    Table table(String title) {
        return new Table(
                title,
                List.of("", "median", "slowest", "fastest"),
                rates.entrySet().stream()
                        .map(each -> List.of(
                                each.getKey(),
                                Numbers.plain(Medians.of(each.getValue())),
                                Numbers.plain(Collections.min(each.getValue())),
                                Numbers.plain(Collections.max(each.getValue()))))
                        .toList());
    }
}
