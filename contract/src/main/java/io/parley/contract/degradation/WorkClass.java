package io.parley.contract.degradation;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

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

    /** The same classes in the order of what they matter, so that an event with them always looks the same; not modifiable. */
    static Set<WorkClass> inOrder(Set<WorkClass> classes) {
        EnumSet<WorkClass> inOrder = EnumSet.noneOf(WorkClass.class);
        inOrder.addAll(classes);
        return Collections.unmodifiableSet(inOrder);
    }

    /** Whether there is a level at which it is given up. Messages never are: a limit of their own guards them. */
    public boolean canBeShed() {
        return this != MESSAGES;
    }
}
