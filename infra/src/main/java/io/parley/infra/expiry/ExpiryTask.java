package io.parley.infra.expiry;

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
import io.parley.contract.chat.ChatCommand.PurgeChat;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.ExpiryOutcome;
import io.parley.contract.message.MessageCommand.ExpireMessages;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;

/**
 * What is done when a chat's deadline is due: the chat is asked, by commands like anybody's, to let go what has had its time, and says
 * when it is to be asked again. A crash in between leaves the deadline due, and being asked once too often does no harm. One that
 * fails is tried again, each time after a longer wait. After an outage many are late and each lets many messages go by one command:
 * those wait for one another, so that who sends meanwhile need not.
 */
final class ExpiryTask {

    private final ExpiryTable table;
    private final CommandGateway commands;
    private final ExpiryProperties settings;
    private final Clock clock;
    private final Semaphore lateOnes;
    private final Counter handled;
    private final Counter failed;
    private final Counter expired;

    ExpiryTask(
            ExpiryTable table, CommandGateway commands, ExpiryProperties settings, Clock clock, MeterRegistry meters) {
        this.table = table;
        this.commands = commands;
        this.settings = settings;
        this.clock = clock;
        this.lateOnes = new Semaphore(settings.lateAtOnce());
        this.handled = meters.counter("parley.expiry.deadlines.handled");
        this.failed = meters.counter("parley.expiry.deadlines.failed");
        this.expired = meters.counter("parley.expiry.messages");
    }

    /** It as the scheduler knows it. */
    Task<Void> asTask() {
        return Tasks.custom(ExpiryTable.TASK, Void.class)
                .onFailure(this::tryAgain)
                .execute(this::handle);
    }

    private CompletionHandler<Void> handle(TaskInstance<Void> deadline, ExecutionContext context) {
        ChatId chatId = ChatId.valueOf(deadline.getId());
        table.settle(context.getExecution(), isLate(context.getExecution()) ? nextInTurn(chatId) : next(chatId));
        handled.increment();
        return (completed, operations) -> {};
    }

    private boolean isLate(Execution deadline) {
        return deadline.executionTime.plus(settings.lateAfter()).isBefore(clock.instant());
    }

    private @Nullable Instant nextInTurn(ChatId chatId) {
        try {
            lateOnes.acquire();
        } catch (InterruptedException e) {
            throw stopping();
        }
        try {
            return next(chatId);
        } finally {
            lateOnes.release();
        }
    }

    private @Nullable Instant next(ChatId chatId) {
        try {
            ExpiryOutcome outcome = (ExpiryOutcome) send(new ExpireMessages(chatId));
            expired.increment(outcome.expired());
            if (!outcome.chatDue()) {
                return outcome.next();
            }
            send(new PurgeChat(chatId, null));
            // gone, as a rule; but its time may have been put off, or the clock set back, between the two
            return ((ExpiryOutcome) send(new ExpireMessages(chatId))).next();
        } catch (Rejection refused) {
            if (refused.code() == ErrorCode.CHAT_NOT_FOUND) {
                return null; // armed for a chat whose first event did not come into the log
            }
            throw refused;
        }
    }

    private Object send(Object command) {
        try {
            return commands.send(command).get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("A chat did not answer in time", e);
        } catch (InterruptedException e) {
            throw stopping();
        }
    }

    private static IllegalStateException stopping() {
        Thread.currentThread().interrupt();
        return new IllegalStateException("This node is stopping");
    }

    private void tryAgain(ExecutionComplete execution, ExecutionOperations<Void> operations) {
        failed.increment();
        int failures = execution.getExecution().consecutiveFailures + 1;
        operations.reschedule(
                execution,
                execution.getTimeDone().plus(settings.deadlines().forScheduler().waitAfter(failures)));
    }
}
