package io.parley.contract.degradation;

import java.util.Locale;

/** The classes of work, in the order of what they matter: what comes later is given up sooner. */
public enum WorkClass {
    /** Messages, and all that is in no other class: accounts, chats, members. Streams and what they bring belong here. */
    MESSAGES,
    /** Marks that messages were delivered and read. */
    RECEIPTS,
    /** Images, audio and video. */
    MEDIA,
    /** Reading what was said, and the list of chats. */
    HISTORY,
    /** Who is online, and when somebody was last seen. */
    PRESENCE,
    /** That somebody is typing. */
    TYPING;

    /** Its name as clients and operators see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is a level at which it is given up. Messages never are: a limit of their own guards them. */
    public boolean canBeShed() {
        return this != MESSAGES;
    }
}
