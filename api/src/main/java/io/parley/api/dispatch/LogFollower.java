package io.parley.api.dispatch;

import io.parley.contract.ParleyQuery;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;

/**
 * Keeps something up to date that follows from the log: first follows the log from its head, then asks what was before that, as often as
 * it takes. It does so beside the start, since the read side may come up later.
 *
 * @param <A> the answer that tells what was before
 */
public abstract class LogFollower<A> implements SmartLifecycle {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final EventTail tail;
    private final Queries queries;
    private final Disposable.Swap loading = Disposables.swap();
    private volatile EventTail.@Nullable Subscription subscription;

    /** One that has not begun, with the name that threads and metrics have. */
    protected LogFollower(String name, EventTail tail, Queries queries) {
        this.name = name;
        this.tail = tail;
        this.queries = queries;
    }

    /** Takes in an event that comes after the head, on the follower's thread. */
    protected abstract void heard(LoggedEvent logged);

    /** Makes the question for what was up to the head. */
    protected abstract ParleyQuery<A> earlier(long head);

    /** Takes in what was up to the head. What is heard may have come before. */
    protected abstract void take(A earlier);

    @Override
    public final void start() {
        loading.update(Mono.fromCallable(this::follow)
                .flatMap(head -> queries.ask(earlier(head)))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE).maxBackoff(LONGEST_PAUSE))
                .subscribeOn(Schedulers.boundedElastic())
                .subscribe(this::take));
    }

    private synchronized long follow() {
        EventTail.Subscription open = subscription;
        if (open != null) {
            return open.position();
        }
        long head = tail.head();
        subscription = tail.follow(name, head, this::heard);
        return head;
    }

    @Override
    public final synchronized void stop() {
        loading.update(Disposables.disposed());
        EventTail.Subscription open = subscription;
        subscription = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public final boolean isRunning() {
        return subscription != null;
    }
}
