package io.parley.infra.media.check;

import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaCheck;
import io.parley.contract.media.MediaCheck.Phase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a check has found so far. One thread writes, any may look. */
final class Findings {

    private final UUID checkId = UUID.randomUUID();
    private final boolean mending;
    private final Instant beganAt;
    private final List<MediaId> lostMedia = new ArrayList<>();
    private Phase phase = Phase.OBJECTS;
    private long objects;
    private long orphans;
    private long orphanBytes;
    private long deleted;
    private long foreign;
    private long unlisted;
    private long media;
    private long lost;
    private @Nullable Instant endedAt;
    private @Nullable String failure;

    Findings(boolean mending, Instant beganAt) {
        this.mending = mending;
        this.beganAt = beganAt;
    }

    boolean mending() {
        return mending;
    }

    Instant beganAt() {
        return beganAt;
    }

    synchronized MediaCheck seen() {
        return new MediaCheck(
                checkId,
                mending,
                phase,
                objects,
                orphans,
                orphanBytes,
                deleted,
                foreign,
                unlisted,
                media,
                lost,
                lostMedia,
                beganAt,
                endedAt,
                failure);
    }

    synchronized void lookedAt(int more) {
        objects += more;
    }

    synchronized void foundForeign(long more) {
        foreign += more;
    }

    synchronized void foundUnlisted() {
        unlisted++;
    }

    synchronized void foundOrphan(long bytes) {
        orphans++;
        orphanBytes += bytes;
    }

    synchronized void deletedOrphans(int more) {
        deleted += more;
    }

    synchronized void lookingForMedia() {
        phase = Phase.MEDIA;
    }

    synchronized void lookedFor(int more) {
        media += more;
    }

    synchronized void foundLost(MediaId id) {
        lost++;
        if (lostMedia.size() < MediaCheck.MOST_NAMED) {
            lostMedia.add(id);
        }
    }

    synchronized void end(Instant at, @Nullable String why) {
        phase = Phase.ENDED;
        endedAt = at;
        failure = why;
    }
}
