package io.parley.benchmarks;

import java.util.List;

/** The middle of several measurements of the same. */
public final class Medians {

    private Medians() {}

    /**
     * The median; of an even number the mean of the two in the middle.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static double of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a median needs values");
        }
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
