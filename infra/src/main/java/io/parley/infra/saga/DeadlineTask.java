package io.parley.infra.saga;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.deadline.DeadlineException;
import org.axonframework.deadline.dbscheduler.DbSchedulerDeadlineManager;
import org.axonframework.deadline.dbscheduler.DbSchedulerHumanReadableDeadlineDetails;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is done when a deadline is due: Axon handles it, and its row is removed in the same transaction. So one that was handled does
 * not come again, whatever happens to the node; and a node that was taken for dead, so that another one has the deadline now, changes
 * nothing any more, for it does not find the row as it was. One that fails is tried again, each time after a longer wait.
 */
final class DeadlineTask {

    private static final String REMOVE =
            "DELETE FROM work.scheduled_tasks WHERE task_name = ? AND task_instance = ? AND version = ?";

    private final Task<DbSchedulerHumanReadableDeadlineDetails> handling;
    private final TransactionManager transactions;
    private final JdbcClient jdbc;
    private final DeadlineProperties settings;
    private final Counter handled;
    private final Counter failed;

    DeadlineTask(
            Supplier<DbSchedulerDeadlineManager> deadlines,
            TransactionManager transactions,
            JdbcClient jdbc,
            DeadlineProperties settings,
            MeterRegistry meters) {
        this.handling = DbSchedulerDeadlineManager.humanReadableTask(deadlines);
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.settings = settings;
        this.handled = meters.counter("parley.deadlines.handled");
        this.failed = meters.counter("parley.deadlines.failed");
    }

    /** It as the scheduler knows it. */
    Task<DbSchedulerHumanReadableDeadlineDetails> asTask() {
        return Tasks.custom(handling.getName(), DbSchedulerHumanReadableDeadlineDetails.class)
                .onFailure(this::tryAgain)
                .execute(this::handle);
    }

    private CompletionHandler<DbSchedulerHumanReadableDeadlineDetails> handle(
            TaskInstance<DbSchedulerHumanReadableDeadlineDetails> deadline, ExecutionContext context) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        unitOfWork.attachTransaction(transactions);
        unitOfWork.onPrepareCommit(any -> remove(context.getExecution()));
        ResultMessage<?> result = unitOfWork.executeWithResult(() -> handling.execute(deadline, context));
        if (result.isExceptional()) {
            throw new DeadlineException("A deadline could not be handled", result.exceptionResult());
        }
        handled.increment();
        return (completed, operations) -> {};
    }

    private void remove(Execution execution) {
        int removed = jdbc.sql(REMOVE)
                .params(execution.getTaskName(), execution.getId(), execution.version)
                .update();
        if (removed != 1) {
            throw new IllegalStateException("Another node has taken over the deadline");
        }
    }

    private void tryAgain(
            ExecutionComplete execution, ExecutionOperations<DbSchedulerHumanReadableDeadlineDetails> operations) {
        failed.increment();
        int failures = execution.getExecution().consecutiveFailures + 1;
        operations.reschedule(execution, execution.getTimeDone().plus(settings.waitAfter(failures)));
    }
}
