package io.parley.contract.degradation;

/**
 * What was measured of one thing that tells of overload.
 *
 * @param signal what was measured, such as {@code command-latency}
 * @param value what was seen, in a unit of the signal's own; not negative
 * @param bound from where on it is too much, in the same unit; positive
 */
public record Reading(String signal, double value, double bound) {

    /** How much of what is bearable there is: 1 is the bound, 2 is twice as much. */
    public double pressure() {
        return value / bound;
    }
}
