package io.parley.api.session;

import io.parley.api.dispatch.Queries;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.session.ClosedSessions;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.contract.user.UserEvent.UserErased;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Keeps the {@link ClosedSessionDirectory}: first follows the log from its head, then asks what was closed before that, as
 * often as it takes. It does so beside the start, since the read side may come up later; requests with tokens are refused as
 * {@code unavailable} until then.
 */
@Component
final class ClosedSessionFollower implements SmartLifecycle {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final EventTail tail;
    private final Queries queries;
    private final ClosedSessionDirectory directory;
    private final TokenProperties properties;
    private final Clock clock;
    private final Disposable.Swap loading = Disposables.swap();
    private volatile EventTail.@Nullable Subscription subscription;

    ClosedSessionFollower(
            EventTail tail,
            Queries queries,
            ClosedSessionDirectory directory,
            TokenProperties properties,
            Clock clock) {
        this.tail = tail;
        this.queries = queries;
        this.directory = directory;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        loading.update(Mono.fromCallable(this::follow)
                .flatMap(this::earlier)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE))
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe(directory::addEarlier));
    }

    @Override
    public synchronized void stop() {
        loading.update(Disposables.disposed());
        EventTail.Subscription open = subscription;
        subscription = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }

    private synchronized long follow() {
        EventTail.Subscription open = subscription;
        if (open != null) {
            return open.position();
        }
        long head = tail.head();
        subscription = tail.follow("closed-sessions", head, this::heard);
        return head;
    }

    private Mono<ClosedSessions> earlier(long head) {
        return queries.ask(new FindClosedSessions(clock.instant().minus(properties.access()), head));
    }

    private void heard(LoggedEvent logged) {
        if (logged.event() instanceof SessionClosed closed) {
            directory.add(closed.deviceId());
        } else if (logged.event() instanceof UserErased erased) {
            directory.addErased(erased.userId());
        }
    }
}
