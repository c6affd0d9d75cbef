package io.parley.infra.presence;

import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.ActivityFeed;
import io.parley.contract.presence.TypingFeed.Typing;
import io.parley.infra.concurrent.Daemons;
import io.parley.infra.nodes.NodeChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes tell, and passes it on, on a thread of its own. What it may have missed it looks up in the tables, twice: at
 * once, and when what was noted just before is written. What was heard shortly before such a look is told again after it, since it may
 * not have been in the tables yet; so whoever hears may hear things twice, in the same order.
 */
final class NotifiedFeed implements ActivityFeed, NodeChannel.Hearer, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(NotifiedFeed.class);

    private final UUID self;
    private final OwnStreams own;
    private final StandingTable table;
    private final ActivityProperties settings;
    private final List<Hearer> hearers = new CopyOnWriteArrayList<>();
    private final List<Consumer<List<Typing>>> typingHearers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService thread = Daemons.timer("parley-activity-feed");
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean looking = new AtomicBoolean();
    private final Deque<Heard> recent = new ArrayDeque<>();
    private volatile long wantedAt;

    NotifiedFeed(UUID self, OwnStreams own, StandingTable table, ActivityProperties settings) {
        this.self = self;
        this.own = own;
        this.table = table;
        this.settings = settings;
    }

    /** Under which name this node tells the others; what bears it is its own. */
    UUID self() {
        return self;
    }

    @Override
    public Subscription follow(Hearer hearer) {
        later(0, () -> {
            hearers.add(hearer);
            lookFor(List.of(hearer));
        });
        return () -> later(0, () -> hearers.remove(hearer));
    }

    Subscription followTyping(Consumer<List<Typing>> hearer) {
        typingHearers.add(hearer);
        return () -> typingHearers.remove(hearer);
    }

    @Override
    public void begun() {
        later(0, this::look);
        lookLater();
    }

    @Override
    public void heard(List<String> texts) {
        FeedCodec.Told all = new FeedCodec.Told(new ArrayList<>(), new ArrayList<>(), false);
        boolean gap = false;
        for (String text : texts) {
            FeedCodec.Told told = FeedCodec.unpack(self, text);
            all.activities().addAll(told.activities());
            all.typing().addAll(told.typing());
            gap |= told.gap();
        }
        passOn(all.activities(), all.typing());
        if (gap) {
            lookLater();
        }
    }

    /** Something happened that the others were told already: connections were removed by this node that were not its own. */
    void happened(List<? extends Activity> activities) {
        passOn(List.copyOf(activities), List.of());
    }

    private void passOn(List<Activity> activities, List<Typing> typing) {
        int size = activities.size() + typing.size();
        if (size == 0) {
            return;
        }
        if (waiting.addAndGet(size) > settings.untold()) {
            waiting.addAndGet(-size);
            lookLater();
            return;
        }
        later(0, () -> {
            waiting.addAndGet(-size);
            deliver(activities, typing);
        });
    }

    private void deliver(List<Activity> activities, List<Typing> typing) {
        List<Activity> others = activities.stream().filter(one -> !isOwn(one)).toList();
        if (!others.isEmpty()) {
            recent.add(new Heard(System.nanoTime(), others));
            forgetOld();
            hearers.forEach(hearer -> safely(() -> hearer.heard(others)));
        }
        if (!typing.isEmpty()) {
            typingHearers.forEach(hearer -> safely(() -> hearer.accept(typing)));
        }
    }

    /** Others may say of this node's streams that they have ended, when it was frozen. */
    private boolean isOwn(Activity activity) {
        return activity instanceof Connected begun && own.has(begun.connectionId())
                || activity instanceof Disconnected ended && own.has(ended.connectionId());
    }

    private void forgetOld() {
        long oldest = System.nanoTime() - 2 * settings.settle().toNanos();
        while (!recent.isEmpty() && recent.element().at() - oldest < 0) {
            recent.remove();
        }
    }

    /** Looks in the tables again, in a while. */
    void lookAgain() {
        lookLater();
    }

    private void lookLater() {
        wantedAt = System.nanoTime() + settings.settle().toNanos();
        scheduleLook();
    }

    /** However often that is asked for, one look is due; whoever asked shortly before it gets another. */
    private void scheduleLook() {
        if (looking.compareAndSet(false, true)) {
            later(settings.settle().toMillis(), () -> {
                looking.set(false);
                look();
                if (wantedAt - System.nanoTime() > 0) {
                    scheduleLook();
                }
            });
        }
    }

    private void look() {
        if (!hearers.isEmpty()) {
            lookFor(hearers);
        }
    }

    private void lookFor(List<Hearer> who) {
        try {
            List<Activity> standing =
                    table.read(own.node()).stream().filter(one -> !isOwn(one)).toList();
            forgetOld();
            List<Activity> since = recent.stream()
                    .flatMap(heard -> heard.activities().stream())
                    .toList();
            for (Hearer hearer : who) {
                safely(() -> hearer.anew(standing));
                if (!since.isEmpty()) {
                    safely(() -> hearer.heard(since));
                }
            }
        } catch (RuntimeException e) {
            log.debug("It could not be read which streams are open elsewhere", e);
            lookLater();
        }
    }

    private void later(long millis, Runnable task) {
        try {
            thread.schedule(() -> safely(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // the node stops
        }
    }

    private static void safely(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            log.warn("One who hears of other nodes' activity failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /**
     * What was heard.
     *
     * @param at when, as {@link System#nanoTime()}
     */
    private record Heard(long at, List<Activity> activities) {}
}
