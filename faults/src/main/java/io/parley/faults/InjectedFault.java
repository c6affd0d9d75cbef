package io.parley.faults;

/** Thrown where a fault says so. */
public final class InjectedFault extends RuntimeException {

    InjectedFault(Point point) {
        super("told to fail at " + point);
    }
}
