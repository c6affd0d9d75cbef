package io.parley.api.presence;

import io.parley.api.events.PassingEvents;
import io.parley.contract.ParleyEvent;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.presence.PresenceAudiences;
import io.parley.contract.presence.PresenceAudiences.Audience;
import io.parley.contract.presence.PresenceQuery.FindPresenceAudiences;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.util.retry.Retry;

/**
 * Takes back that somebody is online from those who may not see it any more, because one of the two has blocked the other, hides or is gone:
 * they are told what all look like to who may not see them (XEP-0191 has it so for blocks). Otherwise they would go on believing it, or
 * would learn by a later push when the other has gone.
 */
final class PresenceWithdrawal {

    private static final Logger log = LoggerFactory.getLogger(PresenceWithdrawal.class);
    private static final int TRIES = 10;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final PresenceProperties.Push bounds;
    private final Shown shown;
    private final Function<FindPresenceAudiences, Mono<PresenceAudiences>> queries;
    private final PassingEvents events;
    private final PresenceMetrics metrics;
    private final Scheduler timer;

    /**
     * @param shown of the timer's thread
     */
    PresenceWithdrawal(
            PresenceProperties.Push bounds,
            Shown shown,
            Function<FindPresenceAudiences, Mono<PresenceAudiences>> queries,
            PassingEvents events,
            PresenceMetrics metrics,
            Scheduler timer) {
        this.bounds = bounds;
        this.shown = shown;
        this.queries = queries;
        this.events = events;
        this.metrics = metrics;
        this.timer = timer;
    }

    /** Takes in what comes in the log. */
    void hear(LoggedEvent logged) {
        UserId user = whoseChoice(logged.event());
        if (user != null) {
            timer.schedule(() -> ask(user, logged.position()));
        }
    }

    private static @Nullable UserId whoseChoice(ParleyEvent event) {
        if (event instanceof UserBlocked blocked) {
            return blocked.userId();
        }
        if (event instanceof ProfileChanged changed && changed.lastSeen() != null) {
            return changed.userId();
        }
        return event instanceof UserErased erased ? erased.userId() : null;
    }

    private void ask(UserId user, long position) {
        List<UserId> concerned = shown.concernedBy(user);
        for (int from = 0; from < concerned.size(); from += bounds.batch()) {
            List<UserId> some = concerned.subList(from, Math.min(from + bounds.batch(), concerned.size()));
            Mono.defer(() -> queries.apply(new FindPresenceAudiences(some, bounds.contacts(), position)))
                    .retryWhen(Retry.backoff(TRIES, PAUSE)
                            .maxBackoff(LONGEST_PAUSE)
                            .scheduler(timer))
                    .publishOn(timer)
                    .subscribe(found -> takeBack(some, found), failure -> failed(some, failure));
        }
    }

    private void takeBack(List<UserId> users, PresenceAudiences found) {
        if (found.more()) {
            metrics.truncated();
            return;
        }
        Map<UserId, Set<UserId>> mayStill = found.audiences().stream()
                .collect(Collectors.toMap(Audience::userId, audience -> Set.copyOf(audience.contacts())));
        users.forEach(user -> takeBack(user, mayStill.getOrDefault(user, Set.of())));
    }

    private void takeBack(UserId user, Set<UserId> mayStill) {
        List<UserId> lost = shown.forgetAllBut(user, mayStill);
        if (!lost.isEmpty()) {
            metrics.brought(PresencePusher.EVENT, events.bring(PresencePusher.EVENT, PresenceBody.hidden(user), lost));
        }
    }

    /** Rather nobody sees somebody who may be seen than somebody sees who may not. */
    private void failed(List<UserId> users, Throwable failure) {
        log.debug("It could not be found out who may still see {} users", users.size(), failure);
        metrics.failed();
        users.forEach(user -> takeBack(user, Set.of()));
    }
}
