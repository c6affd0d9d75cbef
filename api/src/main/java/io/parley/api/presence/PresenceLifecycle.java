package io.parley.api.presence;

import io.parley.contract.log.EventTail;
import io.parley.contract.presence.ActivityFeed;
import io.parley.contract.presence.TypingFeed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import reactor.core.scheduler.Scheduler;

/** Lets presence hear of other nodes, and time pass, while this node serves. */
final class PresenceLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(PresenceLifecycle.class);

    private final PresenceBoard board;
    private final PresencePusher pusher;
    private final StreamsElsewhere elsewhere;
    private final TypingRelay typing;
    private final ActivityFeed activities;
    private final TypingFeed typists;
    private final Supplier<EventTail.Subscription> choices;
    private final Duration sweep;
    private final Scheduler timer;
    private final List<Runnable> ends = new ArrayList<>();
    private volatile boolean running;

    /**
     * @param choices begins to follow what the log says of who may see whom
     */
    PresenceLifecycle(
            PresenceBoard board,
            PresencePusher pusher,
            StreamsElsewhere elsewhere,
            TypingRelay typing,
            ActivityFeed activities,
            TypingFeed typists,
            Supplier<EventTail.Subscription> choices,
            Duration sweep,
            Scheduler timer) {
        this.board = board;
        this.pusher = pusher;
        this.elsewhere = elsewhere;
        this.typing = typing;
        this.activities = activities;
        this.typists = typists;
        this.choices = choices;
        this.sweep = sweep;
        this.timer = timer;
    }

    @Override
    public synchronized void start() {
        long nanos = sweep.toNanos();
        ends.add(timer.schedulePeriodically(this::tick, nanos, nanos, TimeUnit.NANOSECONDS)::dispose);
        ends.add(activities.follow(elsewhere)::close);
        ends.add(typists.followTyping(typing::heard)::close);
        ends.add(choices.get()::close);
        running = true;
    }

    /** What goes wrong once is no reason to stand still for good. */
    private void tick() {
        try {
            board.sweep();
            pusher.tick();
        } catch (RuntimeException e) {
            log.warn("Presence missed a tick: {}", e.getClass().getSimpleName());
        }
    }

    @Override
    public synchronized void stop() {
        ends.forEach(Runnable::run);
        ends.clear();
        board.noteAll();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Starts before the web server and stops after it. */
    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
