package io.parley.api.problem;

import java.time.Duration;

/** The caller has used up a budget. Like a rejection it is an answer, not a fault, and has no stack trace. */
public final class RateLimited extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    /**
     * A budget that is used up.
     *
     * @param budget what it is a budget of, for people
     * @param retryAfter when there will be some of it again
     */
    public RateLimited(String budget, Duration retryAfter) {
        super("Too many " + budget + "; try again later.", null, false, false);
        this.retryAfter = retryAfter;
    }

    /** In whole seconds, at least one: the header knows no smaller unit. */
    long retryAfterSeconds() {
        return Math.max(1, retryAfter.plusMillis(999).toSeconds());
    }
}
