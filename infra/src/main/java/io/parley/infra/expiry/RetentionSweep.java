package io.parley.infra.expiry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.LimitMessages;
import io.parley.infra.concurrent.Daemons;
import io.parley.infra.expiry.OldestMessages.Oldest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, at the start and then from time to time, for chats with messages that are older than the server lets messages be, and has them
 * let go: what was sent before there was a maximum. What is sent since has its end from the beginning. One chat after the other and some
 * messages at a time, so that nobody waits for it. It knows nothing from one time to the next: wherever it is cut off, the next one goes
 * on. Any number of nodes may do so.
 */
final class RetentionSweep {

    private static final Logger log = LoggerFactory.getLogger(RetentionSweep.class);

    private final OldestMessages oldest;
    private final CommandGateway commands;
    private final RetentionProperties settings;
    private final Duration patience;
    private final Clock clock;
    private final Counter limited;
    private final ScheduledExecutorService thread;

    RetentionSweep(
            OldestMessages oldest,
            CommandGateway commands,
            RetentionProperties settings,
            Duration patience,
            Clock clock,
            MeterRegistry meters) {
        this.oldest = oldest;
        this.commands = commands;
        this.settings = settings;
        this.patience = patience;
        this.clock = clock;
        this.limited = meters.counter("parley.retention.messages");
        this.thread = Daemons.timer("parley-retention-sweep");
    }

    /** Does nothing if what was sent before there was a maximum is to stay. */
    void start() {
        Duration longest = settings.longestTtl();
        if (settings.includeExisting() && longest != null) {
            long every = settings.sweepEvery().toMillis();
            thread.scheduleWithFixedDelay(() -> trySweep(longest), 0, every, TimeUnit.MILLISECONDS);
        }
    }

    private void trySweep(Duration longest) {
        try {
            sweep(longest);
        } catch (RuntimeException e) {
            log.debug("Old messages cannot be looked for just now", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep(Duration longest) throws InterruptedException {
        int all = 0;
        Oldest last = null;
        List<Oldest> page;
        do {
            page = oldest.after(last == null ? null : last.chatId(), settings.sweepBatch());
            for (Oldest one : page) {
                Instant sentAt = one.sentAt();
                boolean old = sentAt != null && !sentAt.plus(longest).isAfter(clock.instant());
                all += old ? limit(one) : 0;
                last = one;
            }
        } while (page.size() == settings.sweepBatch());
        if (all > 0) {
            log.info("{} messages went that were older than parley.retention.longest-ttl", all);
        }
    }

    /** A chat that cannot be asked now is asked the next time; the others are not to wait for it. */
    private int limit(Oldest one) throws InterruptedException {
        LimitMessages command = new LimitMessages(one.chatId(), one.sequence());
        int all = 0;
        try {
            int some;
            do {
                some = commands.<ExpiryOutcome>send(command)
                        .get(patience.toMillis(), TimeUnit.MILLISECONDS)
                        .expired();
                limited.increment(some);
                all += some;
            } while (some > 0);
        } catch (ExecutionException | TimeoutException e) {
            log.debug("A chat with old messages cannot be asked just now", e);
        }
        return all;
    }

    void stop() {
        thread.shutdownNow();
    }
}
