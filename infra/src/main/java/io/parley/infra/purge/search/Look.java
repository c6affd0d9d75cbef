package io.parley.infra.purge.search;

/**
 * A place that was looked at.
 *
 * @param outcome what came of it
 * @param where the place, and how much there is of it
 * @param what what was found there, or is to be known of it
 */
public record Look(Outcome outcome, String where, String what) {

    /** What may come of a look. */
    public enum Outcome {
        /** All is as it should be. */
        FINE,
        /** Something is there that should be gone, or is not what the certificate says. */
        WRONG,
        /** It could not be looked at, or something is to be known that proves nothing. */
        NOTE
    }

    static Look fine(String where, String what) {
        return new Look(Outcome.FINE, where, what);
    }

    static Look wrong(String where, String what) {
        return new Look(Outcome.WRONG, where, what);
    }

    static Look note(String where, String what) {
        return new Look(Outcome.NOTE, where, what);
    }

    /** Nothing was found, or else something was. */
    static Look at(String where, boolean found, String what) {
        return found ? wrong(where, what) : fine(where, "nothing of it");
    }
}
