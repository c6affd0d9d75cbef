package io.parley.contract.fanout;

/**
 * What a lane answers to what it was to do.
 *
 * @param outcome what came of it
 */
public record FillAnswer(Outcome outcome) {

    /** What came of it. */
    public enum Outcome {
        /** It was done. */
        DONE,
        /** It had been done before, or given up. */
        PASSED,
        /** Not done: what goes before it has not been. */
        TOO_EARLY
    }
}
