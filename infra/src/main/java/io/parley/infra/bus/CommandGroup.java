package io.parley.infra.bus;

import io.parley.infra.database.DeferredWrites;
import io.parley.infra.database.ImmediateWrites;
import io.parley.infra.store.AppendGroup;
import io.parley.infra.store.PublishedEvents;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.DefaultInterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * Commands that are handled in one unit of work and transaction: each in a unit of work of its own within, so that one that is
 * refused leaves nothing behind and the rest go on. Used once, by one thread.
 *
 * <p>A refusal before anything was published changed no aggregate, so nothing is rolled back for it and the aggregate stays
 * cached. One after that rolls its own unit of work back; whoever comes next gets the aggregate from the store and from what the
 * group has published before. Only what was written at once, outside the events, cannot be undone for one alone: that breaks the
 * group up.
 */
final class CommandGroup {

    private final Admission admission;
    private final Freshness.Found found;
    private final TransactionManager transactions;
    private final List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors;
    private final List<Member> members = new ArrayList<>();
    private @Nullable AppendGroup appends;
    private boolean committing;

    CommandGroup(
            Admission admission,
            Freshness.Found found,
            TransactionManager transactions,
            List<MessageHandlerInterceptor<? super CommandMessage<?>>> interceptors) {
        this.admission = admission;
        this.found = found;
        this.transactions = transactions;
        this.interceptors = interceptors;
    }

    /**
     * A command and what came of it.
     *
     * @param command the command
     * @param result what its handler answered or threw
     * @param part what it published
     */
    record Member(PendingCommand command, ResultMessage<?> result, AppendGroup.Part part) {}

    /**
     * Handles the commands and commits.
     *
     * @param prepared called when all is written and right before the commit
     * @throws Exception if the group as a whole failed; then nothing was done, unless {@link #wasCommitting()}
     */
    void execute(List<PendingCommand> commands, Runnable prepared) throws Exception {
        UnitOfWork<CommandMessage<?>> unitOfWork =
                DefaultUnitOfWork.startAndGet(commands.get(0).command());
        unitOfWork.attachTransaction(transactions);
        appends = AppendGroup.begin(unitOfWork);
        try {
            for (PendingCommand command : commands) {
                if (!admission.refuseIfLate(command)) {
                    members.add(handle(command, appends));
                }
            }
        } catch (Exception | Error e) {
            unitOfWork.rollback(e);
            throw e;
        }
        unitOfWork.onPrepareCommit(all -> {
            prepared.run();
            committing = true;
        });
        unitOfWork.commit();
    }

    List<Member> members() {
        return members;
    }

    /** What it found in memory. */
    Freshness.Found found() {
        return found;
    }

    AppendGroup appends() {
        if (appends == null) {
            throw new IllegalStateException("the group was not executed");
        }
        return appends;
    }

    /** Whether the commit was begun. If {@link #execute} failed even so, its outcome is unknown. */
    boolean wasCommitting() {
        return committing;
    }

    private Member handle(PendingCommand command, AppendGroup group) throws Exception {
        found.note(command.aggregateId());
        int firstWrite = DeferredWrites.mark();
        int writesBefore = ImmediateWrites.count();
        UnitOfWork<CommandMessage<?>> unitOfWork = DefaultUnitOfWork.startAndGet(command.command());
        ResultMessage<?> result = unitOfWork.executeWithResult(
                () -> new DefaultInterceptorChain<>(unitOfWork, interceptors, command.handler()).proceed(),
                failure -> PublishedEvents.in(unitOfWork) > 0);
        if (!result.isExceptional()) {
            return new Member(
                    command, result, group.add(command.aggregateId(), PublishedEvents.in(unitOfWork), firstWrite));
        }
        if (ImmediateWrites.count() > writesBefore || mayHaveBrokenTransaction(result.exceptionResult())) {
            throw asException(result.exceptionResult());
        }
        DeferredWrites.drop(firstWrite, DeferredWrites.mark());
        return new Member(command, result, group.add(command.aggregateId(), 0, firstWrite));
    }

    private static boolean mayHaveBrokenTransaction(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException || cause instanceof Error) {
                return true;
            }
        }
        return false;
    }

    private static Exception asException(Throwable failure) {
        return failure instanceof Exception exception ? exception : new IllegalStateException(failure);
    }
}
