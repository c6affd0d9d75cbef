package io.parley.infra.bus;

import io.parley.contract.MetadataKeys;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.EventTail;
import io.parley.contract.trace.Tracing;
import io.parley.infra.axon.AggregateEviction;
import io.parley.infra.bus.CommandGroup.Member;
import io.parley.infra.store.CommitLookup;
import io.parley.infra.store.EventIdUsedException;
import io.parley.infra.store.StoreFailures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Handles groups of commands and answers them once their outcome is durable: again on fresh state when another writer was faster
 * or the state was outdated, once more with a hint when an event's identifier was used before, one by one when the group failed as
 * a whole. Blocking; any number of threads, each with groups of its own.
 */
final class CommandGroups {

    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors =
            new CopyOnWriteArrayList<>();
    private final Admission admission;
    private final TransactionManager transactions;
    private final EventTail tail;
    private final CommitLookup commits;
    private final AggregateEviction aggregates;
    private final Freshness freshness;
    private final BackOff backOff;
    private final GroupMetrics metrics;
    private final Tracing tracing;

    CommandGroups(
            Admission admission,
            TransactionManager transactions,
            EventTail tail,
            CommitLookup commits,
            AggregateEviction aggregates,
            Freshness freshness,
            BackOff backOff,
            GroupMetrics metrics,
            Tracing tracing) {
        this.admission = admission;
        this.transactions = transactions;
        this.tail = tail;
        this.commits = commits;
        this.aggregates = aggregates;
        this.freshness = freshness;
        this.backOff = backOff;
        this.metrics = metrics;
        this.tracing = tracing;
    }

    Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        interceptors.add(interceptor);
        return () -> interceptors.remove(interceptor);
    }

    /** Handles commands, at least one. Returns those that are to be handled again; all others have their answers. */
    List<PendingCommand> handle(List<PendingCommand> commands) {
        CommandGroup group = new CommandGroup(admission, freshness.begin(), transactions, interceptors);
        try {
            metrics.began(commands.size());
            execute(group, commands);
        } catch (Exception e) {
            return failed(group, commands, e);
        } finally {
            metrics.ended(commands.size());
        }
        return settled(group);
    }

    private void execute(CommandGroup group, List<PendingCommand> commands) throws Exception {
        GroupCommit commit = new GroupCommit(metrics, tracing, commands);
        try {
            group.execute(commands, () -> {
                group.appends().lostAggregates().forEach(aggregates::evict);
                commit.begin();
            });
        } catch (Exception e) {
            commit.fail(e);
            throw e;
        }
        commit.end();
    }

    private List<PendingCommand> failed(CommandGroup group, List<PendingCommand> commands, Exception failure) {
        if (StoreFailures.isUnavailable(failure)) {
            if (group.wasCommitting() && commits.isCommitted(group.appends())) {
                return settled(group);
            }
            commands.forEach(command -> fail(command, StoreFailures.unavailable()));
            return List.of();
        }
        if (commands.size() > 1) {
            metrics.brokenUp();
            return commands.stream()
                    .flatMap(command -> handle(List.of(command)).stream())
                    .toList();
        }
        if (failure instanceof Rejection && freshness.isOutdated(group.found(), commands.get(0))) {
            return afterConflict(commands.get(0));
        }
        return failedAlone(commands.get(0), failure);
    }

    private List<PendingCommand> failedAlone(PendingCommand command, Throwable failure) {
        if (isConflict(failure)) {
            return afterConflict(command);
        }
        if (failure instanceof EventIdUsedException) {
            return afterUsedId(command, failure);
        }
        fail(command, failure);
        return List.of();
    }

    private List<PendingCommand> settled(CommandGroup group) {
        Set<String> outdated = freshness.outdated(group.found(), group.members());
        List<PendingCommand> again = new ArrayList<>();
        for (Member member : group.members()) {
            again.addAll(
                    switch (member.part().fate()) {
                        case KEPT ->
                            outdated.contains(member.command().aggregateId())
                                    ? afterConflict(member.command())
                                    : kept(member, group);
                        case OUTRUN -> afterConflict(member.command());
                        case ID_USED -> afterUsedId(member.command(), new EventIdUsedException());
                        case FOLLOWER -> List.of(member.command());
                    });
        }
        return again;
    }

    private List<PendingCommand> kept(Member member, CommandGroup group) {
        if (member.result().isExceptional()) {
            return failedAlone(member.command(), member.result().exceptionResult());
        }
        succeed(member, group);
        return List.of();
    }

    private void succeed(Member member, CommandGroup group) {
        try {
            long position = member.part()
                    .position()
                    .orElseGet(() -> group.appends().lastPosition().orElseGet(tail::head));
            metrics.answered(member.command(), null);
            member.command()
                    .answer(GenericCommandResultMessage.asCommandResultMessage(member.result())
                            .andMetaData(Map.of(MetadataKeys.POSITION, position)));
        } catch (RuntimeException e) {
            fail(member.command(), e);
        }
    }

    private void fail(PendingCommand command, Throwable failure) {
        Throwable refusal = StoreFailures.isUnavailable(failure) ? StoreFailures.unavailable() : failure;
        metrics.answered(command, refusal);
        command.fail(refusal);
    }

    private List<PendingCommand> afterConflict(PendingCommand command) {
        metrics.conflict();
        int conflicts = command.countConflict();
        if (!backOff.allowsTryAfter(conflicts)) {
            fail(command, BackOff.tooManyConflicts());
            return List.of();
        }
        command.pause(backOff.pauseAfter(conflicts));
        return List.of(command);
    }

    private List<PendingCommand> afterUsedId(PendingCommand command, Throwable failure) {
        metrics.usedId();
        if (!command.hintThatIdIsUsed()) {
            fail(command, failure);
            return List.of();
        }
        return List.of(command);
    }

    private static boolean isConflict(Throwable failure) {
        return failure instanceof ConcurrencyException || failure instanceof LockAcquisitionFailedException;
    }
}
