package io.parley.contract.degradation;

import java.util.Locale;

/** How well a node serves; the later, the worse. */
public enum ServiceLevel {
    /** Everything is served. */
    HEALTHY,
    /** Presence and typing are given up; receipts are gathered for longer, media wait for messages. */
    DEGRADED,
    /** Media, history and the list of chats are given up too. */
    CRITICAL;

    /** Its name as clients and operators see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a class of work is given up at this level. Receipts are only when an operator says so. */
    public boolean sheds(WorkClass workClass) {
        return switch (workClass) {
            case MESSAGES, RECEIPTS -> false;
            case MEDIA, HISTORY -> this == CRITICAL;
            case PRESENCE, TYPING -> this != HEALTHY;
        };
    }
}
