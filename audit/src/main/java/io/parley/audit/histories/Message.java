package io.parley.audit.histories;

import org.jspecify.annotations.Nullable;

/** What is known of one message: all attempts to send it are one. */
final class Message {

    final String id;
    final Chat chat;
    final String client;
    final String user;
    final Place place;

    /** The earliest moment at which it can have been taken; never, if all attempts were refused. */
    long began = Operation.OPEN;

    /** When it was accepted, as its sender was told. */
    long accepted = Operation.OPEN;

    Place acceptedAt;

    /** From when on it is known to have been taken, by an answer or since somebody saw it. */
    long known = Operation.OPEN;

    Place knownAt;

    /** Its number; 0 if nobody knows one. */
    long sequence;

    @Nullable
    Place numberedAt;

    Message(Chat chat, Operation.Send first) {
        this.id = first.messageId();
        this.chat = chat;
        this.client = first.origin().client();
        this.user = first.origin().user();
        this.place = first.origin().place();
        this.acceptedAt = place;
        this.knownAt = place;
        this.goneAt = place;
        this.readAgainAt = place;
    }

    /** From when on it may be gone: never, if nobody took it back and it has no end. */
    long mayBeGone = Operation.OPEN;

    /** From when on it is known to be gone. */
    long gone = Operation.OPEN;

    Place goneAt;

    /** When the last read began that showed what it says. */
    long readAgain = Long.MIN_VALUE;

    Place readAgainAt;

    void ends(long mayBeGoneFrom, long goneFrom, Place by) {
        mayBeGone = Math.min(mayBeGone, mayBeGoneFrom);
        if (goneFrom < gone) {
            gone = goneFrom;
            goneAt = by;
        }
    }

    void read(long began, Place by) {
        if (began > readAgain) {
            readAgain = began;
            readAgainAt = by;
        }
    }

    void attempted(long at) {
        began = Math.min(began, at);
    }

    void accepted(long at, Place by) {
        if (at < accepted) {
            accepted = at;
            acceptedAt = by;
        }
        known(at, by);
    }

    void known(long at, Place by) {
        if (at < known) {
            known = at;
            knownAt = by;
        }
    }

    boolean canHaveBeenTaken() {
        return began != Operation.OPEN;
    }
}
