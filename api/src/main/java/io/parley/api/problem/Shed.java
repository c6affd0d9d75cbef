package io.parley.api.problem;

import java.time.Duration;

/** A class of work is given up at present. Like a rejection it is an answer, not a fault, and has no stack trace. */
public final class Shed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * Work that is given up.
     *
     * @param what what is not served, for people
     * @param retryAfter when to try again
     */
    public Shed(String what, Duration retryAfter) {
        super("There is too much to do: " + what + " is not served at present.", null, false, false);
        this.retryAfter = retryAfter;
    }

    long retryAfterSeconds() {
        return Math.max(1, retryAfter.toSeconds());
    }
}
