package io.parley.audit.histories;

import java.util.Locale;

/** What is looked at, in the order in which it is told. */
public enum Check {
    /** What was accepted stands in every final read, and came to all who listened throughout. */
    NO_LOSS,
    /** No message comes twice in a client's streams, nor stands twice in a read. */
    NO_DOUBLE,
    /** A message has one number, in one chat, and a number has one message. */
    ONE_NUMBER,
    /** What is seen was sent: by that user, into that chat, before it was seen. */
    NOTHING_INVENTED,
    /** Each reader sees numbers that rise by one. */
    READER_ORDER,
    /** What a client sends after it knows that something was taken gets a higher number. */
    SESSION_ORDER,
    /** The same whoever sends: what is begun after something else was known to be taken gets a higher number. */
    REAL_TIME_ORDER,
    /** A read that is begun after a client's own send was accepted has it. */
    READ_YOUR_WRITES,
    /** What a client has read it reads again. */
    MONOTONIC_READS,
    /** Marks that are seen never go back, and nothing is read that was not delivered. */
    MONOTONIC_RECEIPTS,
    /** A mark that is seen was given by that user, and is not beyond what was sent. */
    RECEIPTS_GIVEN,
    /** What was taken back or has expired is not read any more, and nothing is gone that was not. */
    GONE_STAYS_GONE,
    /** Who has left is brought nothing that was sent afterwards. */
    NOTHING_AFTER_LEAVING;

    /** What people call it. */
    public String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What programs call it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
