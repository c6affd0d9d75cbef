package io.parley.api.presence;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.UserWasActive;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How one user stands. Whether somebody is online goes by a clock that nobody sets; only when somebody was seen is told by the wall's.
 * Not safe for use by several threads.
 */
final class Standing {

    private static final long NEVER = Long.MIN_VALUE;

    private int streams;
    private boolean online;

    /** Both of what the user did last. */
    private long activeNanos;

    private long seenMillis = NEVER;

    /** When it was noted last what the user did here, and by which device it was done since. */
    private long notedNanos;

    private boolean noted;
    private @Nullable DeviceId owed;

    void opened() {
        streams++;
    }

    void closed() {
        streams = Math.max(0, streams - 1);
    }

    /** The user did something, wherever. */
    void active(long nanos, Instant at) {
        if (seenMillis == NEVER || nanos - activeNanos > 0) {
            activeNanos = nanos;
        }
        seenMillis = Math.max(seenMillis, at.toEpochMilli());
    }

    /** The user did something here, which is to be noted. */
    void activeHere(long nanos, Instant at, DeviceId device) {
        active(nanos, at);
        owed = device;
    }

    /** What is to be noted now; null if nothing is, or something was a short while ago: then it is noted after that. */
    @Nullable
    UserWasActive due(UserId user, long now, long coalesce) {
        if (owed == null || (noted && now - notedNanos < coalesce)) {
            return null;
        }
        UserWasActive due = new UserWasActive(user, owed, Instant.ofEpochMilli(seenMillis));
        noted = true;
        notedNanos = now;
        owed = null;
        return due;
    }

    /** Answers 1 if the user has come since this was asked last, -1 if the user has gone, and else 0. */
    int settle(long now, long timeout) {
        boolean before = online;
        online = isOnline(now, timeout);
        return Boolean.compare(online, before);
    }

    private boolean isOnline(long now, long timeout) {
        return streams > 0 && wasActiveLately(now, timeout);
    }

    private boolean wasActiveLately(long now, long timeout) {
        return seenMillis != NEVER && now - activeNanos < timeout;
    }

    Presence presence(long now, long timeout) {
        return new Presence(isOnline(now, timeout), seenMillis == NEVER ? null : Instant.ofEpochMilli(seenMillis));
    }

    /** Whether there is nothing left to remember: what was done is written down by now. */
    boolean isOver(long now, long timeout) {
        return streams == 0 && owed == null && !wasActiveLately(now, timeout);
    }
}
