package io.parley.api.degradation;

import io.parley.api.dispatch.Queries;
import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.contract.degradation.DegradationQuery.FindForcedShedding;
import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
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
 * Brings to {@link Shedding} what operators say, on whichever node: first follows the log from its head, then asks what was said before
 * that, as often as it takes.
 */
@Component
final class ForcedSheddingFollower implements SmartLifecycle {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final EventTail tail;
    private final Queries queries;
    private final Shedding shedding;
    private final Disposable.Swap loading = Disposables.swap();
    private volatile EventTail.@Nullable Subscription subscription;

    ForcedSheddingFollower(EventTail tail, Queries queries, Shedding shedding) {
        this.tail = tail;
        this.queries = queries;
        this.shedding = shedding;
    }

    @Override
    public void start() {
        loading.update(Mono.fromCallable(this::follow)
                .flatMap(head -> queries.ask(new FindForcedShedding(head)))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE))
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe(said -> shedding.sayEarlier(said.items())));
    }

    private synchronized long follow() {
        EventTail.Subscription open = subscription;
        if (open != null) {
            return open.position();
        }
        long head = tail.head();
        subscription = tail.follow("forced-shedding", head, this::heard);
        return head;
    }

    private void heard(LoggedEvent logged) {
        if (logged.event() instanceof SheddingForced forced) {
            shedding.say(new Forced(forced.workClass(), forced.shed(), forced.until()), logged.position());
        } else if (logged.event() instanceof SheddingFreed freed) {
            shedding.free(freed.workClass(), logged.position());
        }
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
}
