package io.parley.contract.media;

import io.parley.contract.id.MediaId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comparison of the store with what the log knows to be in it, and what it has found so far.
 *
 * @param checkId which one
 * @param mending whether objects that nobody knows are deleted
 * @param phase where it stands
 * @param objects how many objects of the store were looked at
 * @param orphans how many of them nobody knows: what a crash or a restore has left behind
 * @param orphanBytes how many bytes these take
 * @param deleted how many of these were deleted
 * @param foreign how many objects have names that are none of ours; they are left alone
 * @param unlisted how many objects belong to media that the log knows and the table of media does not; they are left alone
 * @param media how many media were looked for in the store
 * @param lost how many of them lack an object
 * @param lostMedia the first {@value #MOST_NAMED} of these
 * @param beganAt when it began
 * @param endedAt when it ended; null while it is under way
 * @param failure why it ended early, in one sentence; null if it did not
 */
public record MediaCheck(
        UUID checkId,
        boolean mending,
        Phase phase,
        long objects,
        long orphans,
        long orphanBytes,
        long deleted,
        long foreign,
        long unlisted,
        long media,
        long lost,
        List<MediaId> lostMedia,
        Instant beganAt,
        @Nullable Instant endedAt,
        @Nullable String failure) {

    /** How many lost media are named. */
    public static final int MOST_NAMED = 100;

    /** The list is kept as it is now. */
    public MediaCheck {
        lostMedia = List.copyOf(lostMedia);
    }

    /** Where a check stands. In order. */
    public enum Phase {
        /** Each object in the store is looked for in the log. */
        OBJECTS,
        /** All media that the log knows are looked for in the store. */
        MEDIA,
        /** It is done, or has failed. */
        ENDED
    }
}
