package io.parley.api.presence;

import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.api.events.PassingEvents;
import io.parley.api.presence.ChangedUsers.Changed;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.PresenceAudiences;
import io.parley.contract.presence.PresenceAudiences.Audience;
import io.parley.contract.presence.PresenceQuery.FindPresenceAudiences;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Tells contacts who have a stream open here of who comes and goes. Changes are gathered for a moment, and one query asks for all of them
 * who may see them; one such query is under way at a time. Each node does so for its own streams.
 */
public final class PresencePusher {

    /** The event's name. */
    static final String EVENT = "presence";

    private static final Logger log = LoggerFactory.getLogger(PresencePusher.class);

    private final PresenceProperties.Push bounds;
    private final PresenceBoard board;
    private final ChangedUsers changes;
    private final Function<FindPresenceAudiences, Mono<PresenceAudiences>> queries;
    private final PassingEvents events;
    private final Shown shown;
    private final PresenceMetrics metrics;
    private final Scheduler timer;
    private final Ticker ticker;
    private volatile long pace;
    private boolean busy;

    /**
     * @param shown of the timer's thread
     */
    PresencePusher(
            PresenceProperties.Push bounds,
            PresenceBoard board,
            Function<FindPresenceAudiences, Mono<PresenceAudiences>> queries,
            PassingEvents events,
            Shown shown,
            PresenceMetrics metrics,
            Scheduler timer,
            Ticker ticker) {
        this.bounds = bounds;
        this.board = board;
        this.changes = new ChangedUsers(bounds.waiting());
        this.queries = queries;
        this.events = events;
        this.shown = shown;
        this.metrics = metrics;
        this.timer = timer;
        this.ticker = ticker;
        this.pace = bounds.pace().toNanos();
        metrics.watch(changes);
    }

    /** Sets the shortest time between two pushes of one user, from now on. */
    public void pace(Duration shortest) {
        pace = shortest.toNanos();
    }

    /** Somebody came or went. Whoever opens a stream later asks for themselves. */
    void changed(UserId user) {
        if (events.isAnybodyHere() && changes.add(user)) {
            begin();
        }
    }

    /** To be called now and then: tells of those who changed again since they were told of. */
    void tick() {
        if (changes.ripen(ticker.read() - pace)) {
            begin();
        }
    }

    private synchronized void begin() {
        if (!busy) {
            busy = true;
            timer.schedule(this::ask, bounds.gather().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void end() {
        busy = false;
    }

    private void ask() {
        List<Changed> taken = changes.take(bounds.batch(), ticker.read());
        List<UserId> users = taken.stream()
                .filter(user -> !isToldAlready(user))
                .map(Changed::userId)
                .toList();
        if (users.isEmpty()) {
            goOn();
            return;
        }
        Mono.defer(() -> queries.apply(new FindPresenceAudiences(users, bounds.contacts(), 0)))
                .publishOn(timer)
                .subscribe(this::tell, failure -> failed(taken, failure), this::goOn);
    }

    private boolean isToldAlready(Changed user) {
        Boolean told = user.toldOnline();
        return told != null && told == board.of(user.userId()).online();
    }

    private void tell(PresenceAudiences found) {
        if (found.more()) {
            metrics.truncated();
        }
        found.audiences().forEach(this::tell);
    }

    private void tell(Audience audience) {
        Presence presence = board.of(audience.userId());
        changes.told(audience.userId(), presence.online());
        PresenceBody body = PresenceBody.of(audience.userId(), presence);
        List<UserId> here = audience.contacts().stream().filter(events::isHere).toList();
        shown.told(audience.userId(), presence.online(), here);
        metrics.brought(EVENT, events.bring(EVENT, body, here));
    }

    private void goOn() {
        end();
        if (changes.size() > 0) {
            begin();
        }
    }

    /** It is tried again at the next tick, or with the next change. */
    private void failed(List<Changed> taken, Throwable failure) {
        log.debug("It could not be found out who may see {} users", taken.size(), failure);
        metrics.failed();
        changes.giveBack(taken);
        end();
    }
}
