package io.parley.audit.verify;

import java.util.Locale;

/**
 * A place where the log is not what was sealed.
 *
 * @param kind what is wrong
 * @param first the first position of the place; of a seal, the first that it covers; 0 if it is nowhere in the log
 * @param last the last one
 * @param what what is known of it
 */
public record Finding(Kind kind, long first, long last, String what) {

    /** What can be wrong. */
    public enum Kind {
        /** An event is not what was sealed: altered, moved, or another one in its place. */
        CHANGED,
        /** There is no event where one was sealed. */
        MISSING,
        /** There is an event where none was sealed. */
        INSERTED,
        /** A seal is not one of the platform's, or does not go with the others or with the events. */
        SEAL,
        /** What was sealed when a root was published is not there any more, or is another history. */
        ROOT
    }

    /** Whether what follows is more of the same. */
    boolean goesOnWith(Finding next) {
        boolean many = kind == Kind.CHANGED || kind == Kind.MISSING;
        return many && next.kind == kind && next.first == last + 1;
    }

    Finding upTo(long position) {
        return new Finding(kind, first, position, what);
    }

    /** One sentence. */
    public String sentence() {
        String place = first == last
                ? String.format(Locale.ROOT, "position %,d", first)
                : String.format(Locale.ROOT, "positions %,d to %,d", first, last);
        return switch (kind) {
            case CHANGED -> place + ": not what was sealed" + (first == last ? " (" + what + ")" : "");
            case MISSING -> place + ": missing";
            case INSERTED -> place + ": inserted (" + what + ")";
            case SEAL -> place + ": " + what;
            case ROOT -> what;
        };
    }
}
