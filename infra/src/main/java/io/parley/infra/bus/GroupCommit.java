package io.parley.infra.bus;

import io.micrometer.core.instrument.Timer;
import io.parley.contract.trace.Span;
import io.parley.contract.trace.Tracing;
import io.parley.infra.tracing.TraceParents;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The commit of a group of commands, as metrics and the traces of those commands tell of it. For one thread. */
final class GroupCommit {

    private final GroupMetrics metrics;
    private final Tracing tracing;
    private final List<PendingCommand> commands;
    private Timer.@Nullable Sample time;
    private List<Span> spans = List.of();

    GroupCommit(GroupMetrics metrics, Tracing tracing, List<PendingCommand> commands) {
        this.metrics = metrics;
        this.tracing = tracing;
        this.commands = commands;
    }

    void begin() {
        time = metrics.commitBegins();
        spans = commands.stream()
                .map(command -> TraceParents.of(command.command()))
                .filter(Objects::nonNull)
                .map(parent -> tracing.under(parent, "commit").tag("parley.group.size", commands.size()))
                .toList();
    }

    /** What failed before the commit was begun leaves nothing to say. */
    void fail(Exception failure) {
        spans.forEach(span -> span.fail(failure.getClass().getSimpleName()));
        spans.forEach(Span::end);
    }

    void end() {
        if (time != null) {
            metrics.committed(time);
        }
        spans.forEach(Span::end);
    }
}
