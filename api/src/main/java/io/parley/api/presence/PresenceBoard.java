package io.parley.api.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.UserWasActive;
import io.parley.contract.presence.ActivityLog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who is online, as this node knows it of all nodes: who has streams open and did something lately. In memory, bounded, some hundred
 * bytes for a user; a user without streams who did nothing lately is forgotten. Safe for use by several threads.
 */
final class PresenceBoard {

    private final ConcurrentMap<UserId, Standing> standings = new ConcurrentHashMap<>();
    private final LongAdder untracked = new LongAdder();
    private final LongAdder online = new LongAdder();
    private final long timeout;
    private final long coalesce;
    private final int most;
    private final ActivityLog log;
    private final Clock clock;
    private final Ticker ticker;
    private volatile Consumer<UserId> changed = user -> {};

    /**
     * @param log is told what users do here
     * @param clock tells when somebody was seen
     * @param ticker tells how long ago that was, whoever sets the clock
     */
    PresenceBoard(PresenceProperties properties, ActivityLog log, Clock clock, Ticker ticker) {
        this.timeout = properties.timeout().toNanos();
        this.coalesce = properties.coalesce().toNanos();
        this.most = properties.tracked();
        this.log = log;
        this.clock = clock;
        this.ticker = ticker;
    }

    /** Says who is to be told, after the fact, of each who comes or goes. */
    void onChange(Consumer<UserId> hearer) {
        changed = hearer;
    }

    /** A stream of a user was opened, on any node. */
    void opened(UserId user) {
        update(user, true, ticker.read(), Standing::opened);
    }

    /** A stream of a user has ended, on any node. */
    void closed(UserId user) {
        update(user, false, ticker.read(), Standing::closed);
    }

    /** A user did something on this node. */
    void activeHere(UserId user, DeviceId device) {
        long now = ticker.read();
        Instant at = clock.instant();
        update(user, true, now, standing -> standing.activeHere(now, at, device));
    }

    /**
     * A user did something on another node.
     *
     * @param at when, by the clock of that node
     * @param ago how long ago that was
     */
    void activeElsewhere(UserId user, Instant at, Duration ago) {
        long now = ticker.read();
        long nanos = now - Math.min(timeout, Math.max(0, ago.toNanos()));
        update(user, true, now, standing -> standing.active(nanos, at));
    }

    /** How a user stands. */
    Presence of(UserId user) {
        Presence[] found = {Presence.UNKNOWN};
        standings.computeIfPresent(user, (same, standing) -> {
            found[0] = standing.presence(ticker.read(), timeout);
            return standing;
        });
        return found[0];
    }

    /** Looks whose time is over, and who is to be noted by now. To be called now and then. */
    void sweep() {
        long now = ticker.read();
        standings.keySet().forEach(user -> update(user, false, now, standing -> {}));
    }

    /** Notes what was done here and is not noted yet: this node stops. */
    void noteAll() {
        long now = ticker.read();
        standings.keySet().forEach(user -> update(user, false, now, 0, standing -> {}));
    }

    /** How many users are known. */
    int size() {
        return standings.size();
    }

    /** How many of them are online. */
    long online() {
        return online.sum();
    }

    /** How often somebody was passed over since there was no room. */
    long untracked() {
        return untracked.sum();
    }

    private void update(UserId user, boolean add, long now, Consumer<Standing> change) {
        update(user, add, now, coalesce, change);
    }

    private void update(UserId user, boolean add, long now, long noteAfter, Consumer<Standing> change) {
        Effects effects = new Effects();
        standings.compute(user, (same, known) -> {
            Standing standing = known == null && add ? newcomer() : known;
            if (standing == null) {
                return null;
            }
            change.accept(standing);
            effects.owed = standing.due(user, now, noteAfter);
            effects.step = standing.settle(now, timeout);
            return standing.isOver(now, timeout) ? null : standing;
        });
        effects.follow(user);
    }

    private @Nullable Standing newcomer() {
        if (standings.size() < most) {
            return new Standing();
        }
        untracked.increment();
        return null;
    }

    /** What follows once a standing was changed, and nobody waits for it any more. */
    private final class Effects {

        private @Nullable UserWasActive owed;
        private int step;

        private void follow(UserId user) {
            if (owed != null) {
                log.note(owed);
            }
            if (step != 0) {
                online.add(step);
                changed.accept(user);
            }
        }
    }
}
