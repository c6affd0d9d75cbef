package io.parley.infra.bus;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.parley.contract.error.Rejection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What the handling of commands tells of itself. */
final class GroupMetrics {

    private final MeterRegistry meters;
    private final AtomicInteger active = new AtomicInteger();
    private final DistributionSummary size;
    private final Timer commit;
    private final Counter brokenUp;
    private final Counter conflicts;
    private final Counter usedIds;

    GroupMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.size = DistributionSummary.builder("parley.commands.group.size")
                .description("Commands that were handled and committed together")
                .register(meters);
        this.commit = Timer.builder("parley.commands.commit")
                .description("From when all is written until the database has made it durable")
                .register(meters);
        this.brokenUp = meters.counter("parley.commands.groups.broken.up");
        this.conflicts = meters.counter("parley.commands.conflicts");
        this.usedIds = meters.counter("parley.commands.used.ids");
        Gauge.builder("parley.commands.active", active, AtomicInteger::get)
                .description("Commands that are being handled or committed")
                .register(meters);
    }

    void began(int commands) {
        active.addAndGet(commands);
        size.record(commands);
    }

    void ended(int commands) {
        active.addAndGet(-commands);
    }

    Timer.Sample commitBegins() {
        return Timer.start(meters);
    }

    void committed(Timer.Sample begun) {
        begun.stop(commit);
    }

    void brokenUp() {
        brokenUp.increment();
    }

    void conflict() {
        conflicts.increment();
    }

    void usedId() {
        usedIds.increment();
    }

    void answered(PendingCommand command, @Nullable Throwable failure) {
        meters.timer(
                        "parley.commands.handled",
                        "command",
                        command.command().getPayloadType().getSimpleName(),
                        "outcome",
                        outcome(failure))
                .record(command.age(), TimeUnit.NANOSECONDS);
    }

    private static String outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return "ok";
        }
        return failure instanceof Rejection rejection ? rejection.code().code() : "failed";
    }
}
