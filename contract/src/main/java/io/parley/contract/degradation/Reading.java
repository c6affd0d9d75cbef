package io.parley.contract.degradation;

/**
 * What was measured of one thing that tells of overload.
 *
 * @param signal what was measured, such as {@code command-latency}
 * @param value what was seen, in a unit of the signal's own; not negative
 * @param bound from where on it is too much, in the same unit; positive
 * @param pressure how much of what is bearable there is: 1 at the bound, 2 where it is critical
 */
public record Reading(String signal, double value, double bound, double pressure) {

    /** One whose pressure is in proportion to what was seen. */
    public static Reading of(String signal, double value, double bound) {
        return new Reading(signal, value, bound, value / bound);
    }
}
