package io.parley.audit.histories;

import java.util.List;

/** What a client did, or was told by its stream. */
sealed interface Operation {

    /** What is not there: an end that never came, or a page that goes to the newest. */
    long OPEN = Long.MAX_VALUE;

    /** Who, where and when. */
    Origin origin();

    /** What is known of the effect. */
    enum Outcome {
        OK,
        REFUSED,
        UNKNOWN
    }

    /**
     * What all have.
     *
     * @param place where it stands
     * @param client who does one thing after another: one device, as a rule
     * @param user whose it is
     * @param chat the chat
     * @param began when it began
     * @param ended when it ended; {@link #OPEN} if it never did
     * @param outcome what is known of its effect
     */
    record Origin(Place place, String client, String user, String chat, long began, long ended, Outcome outcome) {}

    /** A message as it is shown; the sender is empty where it was not recorded. Of what is gone only the place is shown. */
    record Shown(String messageId, long sequence, String sender, boolean gone) {}

    /**
     * A message is sent; 0 is the number of one that was not accepted.
     *
     * @param expires from when on it may be gone; {@link #OPEN} if it has no end
     * @param expired from when on it must be
     */
    record Send(Origin origin, String messageId, long sequence, long expires, long expired) implements Operation {}

    /** A message is taken back. */
    record Retract(Origin origin, String messageId) implements Operation {}

    /** Somebody leaves the chat, or is removed from it. */
    record Leave(Origin origin, String of) implements Operation {}

    /** A message comes by stream. */
    record Receive(Origin origin, Shown message) implements Operation {}

    /** History is read: all from one number to another, both included. */
    record Read(Origin origin, long from, long to, boolean isFinal, List<Shown> messages) implements Operation {}

    /** A receipt is sent; 0 for a mark that it does not give. */
    record Acknowledge(Origin origin, long delivered, long read) implements Operation {}

    /** Somebody's marks come by stream. */
    record Receipt(Origin origin, String of, long delivered, long read) implements Operation {}

    /** A client listened throughout: all after that number that was accepted before the end has come to it. */
    record Listen(Origin origin, long after) implements Operation {}
}
