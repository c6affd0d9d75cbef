package io.parley.api.limits;

import com.netflix.concurrency.limits.Limiter;
import com.netflix.concurrency.limits.limit.Gradient2Limit;
import com.netflix.concurrency.limits.limit.WindowedLimit;
import com.netflix.concurrency.limits.limiter.AbstractPartitionedLimiter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.degradation.WorkClass;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * How many commands may be under way at once. The limit adapts (the gradient of Netflix' concurrency-limits): while commands get slower
 * as more of them are under way, fewer are let in, and what comes on top is refused at once rather than left to wait. Messages have
 * most of it for certain; when there is too much, other classes have a turn after so many messages. Of what is scarce, no user gets more than a share (ADR 0039).
 */
@Component
public final class CommandLimit {

    /** From where on the limit counts as scarce. */
    private static final double SCARCE = 0.5;

    private final Adaptive limiter;
    private final UserCounts users = new UserCounts();
    private final double userShare;
    private final Map<WorkClass, Counter> refused = new EnumMap<>(WorkClass.class);
    private final Counter admitted;
    private final AtomicInteger messages = new AtomicInteger();
    private final double messagesShare;
    private final OthersTurns others;

    /** A limit with nothing under way. */
    public CommandLimit(LimitsProperties limits, MeterRegistry meters) {
        LimitsProperties.Commands settings = limits.commands();
        limiter = Adaptive.of(settings, limits.maxConcurrentCommands());
        userShare = settings.userShare();
        messagesShare = settings.messagesShare();
        others = new OthersTurns(messagesShare);
        for (WorkClass workClass : WorkClass.values()) {
            refused.put(workClass, refusals(workClass, meters));
        }
        admitted = Counter.builder("parley.commands.admitted")
                .description("Commands that were let in by the concurrency limit")
                .register(meters);
        Gauge.builder("parley.commands.limit", limiter, Adaptive::getLimit)
                .description("How many commands may be under way at once at present")
                .register(meters);
        Gauge.builder("parley.commands.inflight", limiter, Adaptive::getInflight)
                .description("Commands that are under way")
                .register(meters);
    }

    private static Counter refusals(WorkClass workClass, MeterRegistry meters) {
        return Counter.builder("parley.commands.limited")
                .description("Commands that were refused by the concurrency limit")
                .tag("class", workClass.word())
                .register(meters);
    }

    /**
     * Lets a command in.
     *
     * @param user on whose behalf; null for nobody's in particular
     * @return what is to be told of its end
     * @throws Rejection {@code overloaded} if there are too many, or too many of this user while there are many
     */
    public Permit admit(WorkClass workClass, @Nullable UserId user) {
        if (user != null && !users.take(user, most())) {
            throw refuse(workClass, "Too much of yours is under way; try again soon.");
        }
        Limiter.Listener listener = acquire(workClass);
        if (listener == null) {
            giveBack(user);
            throw refuse(workClass, "Too much work is under way; try again soon.");
        }
        admitted.increment();
        if (workClass == WorkClass.MESSAGES) {
            messages.incrementAndGet();
            others.messageTaken();
        }
        return new Permit(listener, workClass, user);
    }

    private Limiter.@Nullable Listener acquire(WorkClass workClass) {
        if (workClass != WorkClass.MESSAGES && isFull() && !others.take()) {
            return null;
        }
        return limiter.acquire(workClass).orElse(null);
    }

    private boolean isFull() {
        return limiter.getInflight() >= limiter.getLimit();
    }

    /**
     * Whether a command of a class would be refused if it came now, for who refuses before anything is done for it; counts it then.
     *
     * @return false also where it would be refused but that is not known yet
     */
    public boolean refuses(WorkClass workClass) {
        boolean refuses = isFull() && !(workClass == WorkClass.MESSAGES ? messagesHaveRoom() : others.hasOne());
        if (refuses) {
            count(workClass);
        }
        return refuses;
    }

    private boolean messagesHaveRoom() {
        return messages.get() < limiter.getLimit() * messagesShare;
    }

    /** How many one user may have: any number, or a share of what is scarce, and never less than one. */
    private int most() {
        int limit = limiter.getLimit();
        return limiter.getInflight() < limit * SCARCE ? Integer.MAX_VALUE : Math.max(1, (int) (limit * userShare));
    }

    private Rejection refuse(WorkClass workClass, String detail) {
        count(workClass);
        return new Rejection(ErrorCode.OVERLOADED, detail);
    }

    private void count(WorkClass workClass) {
        Counter counter = refused.get(workClass);
        if (counter != null) {
            counter.increment();
        }
    }

    private void giveBack(@Nullable UserId user) {
        if (user != null) {
            users.giveBack(user);
        }
    }

    /** How many were let in since the start. */
    public long admitted() {
        return (long) admitted.count();
    }

    /** How many were refused since the start. */
    public long refused() {
        return (long) refused.values().stream().mapToDouble(Counter::count).sum();
    }

    /** The place of one command that is under way. One of its methods is to be called, once. */
    public final class Permit {

        private final Limiter.Listener listener;
        private final WorkClass workClass;
        private final @Nullable UserId user;

        private Permit(Limiter.Listener listener, WorkClass workClass, @Nullable UserId user) {
            this.listener = listener;
            this.workClass = workClass;
            this.user = user;
        }

        /** It was handled; how long it took tells how much may be under way. */
        public void handled() {
            listener.onSuccess();
            end();
        }

        /** It was given up for want of time or room: there is too much. */
        public void dropped() {
            listener.onDropped();
            end();
        }

        /** How long it took tells nothing. */
        public void ignored() {
            listener.onIgnore();
            end();
        }

        private void end() {
            if (workClass == WorkClass.MESSAGES) {
                messages.decrementAndGet();
            }
            giveBack(user);
        }
    }

    /** The library's limiter, by classes of work. */
    private static final class Adaptive extends AbstractPartitionedLimiter<WorkClass> {

        private static final String MESSAGES = "messages";
        private static final String OTHERS = "others";

        private Adaptive(Builder builder) {
            super(builder);
        }

        static Adaptive of(LimitsProperties.Commands settings, int most) {
            Gradient2Limit gradient = Gradient2Limit.newBuilder()
                    .initialLimit(Math.min(settings.first(), most))
                    .minLimit(Math.min(settings.least(), most))
                    .maxConcurrency(most)
                    .rttTolerance(settings.tolerance())
                    .build();
            Builder builder = new Builder();
            builder.partitionResolver(workClass -> workClass == WorkClass.MESSAGES ? MESSAGES : OTHERS);
            builder.partition(MESSAGES, settings.messagesShare());
            builder.partition(OTHERS, 1 - settings.messagesShare());
            builder.limit(WindowedLimit.newBuilder()
                    .minWindowTime(settings.window().toMillis(), TimeUnit.MILLISECONDS)
                    .maxWindowTime(settings.window().toMillis(), TimeUnit.MILLISECONDS)
                    .build(gradient));
            return new Adaptive(builder);
        }

        private static final class Builder extends AbstractPartitionedLimiter.Builder<Builder, WorkClass> {

            @Override
            protected Builder self() {
                return this;
            }
        }
    }
}
