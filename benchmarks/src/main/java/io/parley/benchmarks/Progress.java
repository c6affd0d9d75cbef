package io.parley.benchmarks;

/** Hears what a benchmark does at the moment. */
@FunctionalInterface
public interface Progress {

    /** Says what happens now. */
    void step(String what);

    /** Says what happens now, as {@link String#format} does. */
    default void step(String what, Object... values) {
        step(what.formatted(values));
    }
}
