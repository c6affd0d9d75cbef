package io.parley.contract.session;

/**
 * The answer to {@link SessionCommand.RefreshSession}.
 *
 * @param generation the generation of the next refresh token; 0 if the presented one had been used before, which closed the
 *     session
 */
public record RefreshOutcome(int generation) {

    /** The presented token had been used before: the session is closed. */
    public static final RefreshOutcome REUSED = new RefreshOutcome(0);

    /** Whether the presented token had been used before. */
    public boolean reused() {
        return generation == 0;
    }
}
