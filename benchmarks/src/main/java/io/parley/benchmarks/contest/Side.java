package io.parley.benchmarks.contest;

import io.parley.benchmarks.Medians;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * One side's rounds.
 *
 * @param closed as fast as its speakers can
 * @param open at a rate
 */
public record Side(String name, List<Measured> closed, List<Measured> open) {

    /** A side that has had no round yet. */
    public Side(String name) {
        this(name, new ArrayList<>(), new ArrayList<>());
    }

    /** The median of a figure over the rounds of the closed loop. */
    public double closed(ToDoubleFunction<Measured> figure) {
        return median(closed, figure);
    }

    /** The median of a figure over the rounds of the open loop. */
    public double open(ToDoubleFunction<Measured> figure) {
        return median(open, figure);
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return Medians.of(rounds.stream().mapToDouble(figure).boxed().toList());
    }
}
