package io.parley.infra.bus;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import io.parley.command.message.CommandHints;
import io.parley.contract.MetadataKeys;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.messaging.MessageHandler;

/** A command that was accepted and not yet answered. It is answered exactly once. For one thread at a time. */
final class PendingCommand {

    private final MessageHandler<? super CommandMessage<?>> handler;
    private final Consumer<CommandResultMessage<?>> answer;
    private final String aggregateId;
    private final long arrived = System.nanoTime();
    private final long patience;
    private CommandMessage<?> command;
    private boolean hinted;
    private boolean answered;
    private int conflicts;
    private long notBefore = arrived;

    PendingCommand(
            CommandMessage<?> command,
            String aggregateId,
            MessageHandler<? super CommandMessage<?>> handler,
            Consumer<CommandResultMessage<?>> answer) {
        this.command = command;
        this.aggregateId = aggregateId;
        this.handler = handler;
        this.answer = answer;
        this.patience = command.getMetaData().get(MetadataKeys.PATIENCE) instanceof Long milliseconds
                ? TimeUnit.MILLISECONDS.toNanos(milliseconds)
                : Long.MAX_VALUE;
    }

    CommandMessage<?> command() {
        return command;
    }

    MessageHandler<? super CommandMessage<?>> handler() {
        return handler;
    }

    /** The aggregate that it was sent to; something random if it names none. */
    String aggregateId() {
        return aggregateId;
    }

    /** For how long it has waited for its answer, in nanoseconds. */
    long age() {
        return System.nanoTime() - arrived;
    }

    /** For how long it must not be handled yet, in nanoseconds. */
    long pauseLeft() {
        return notBefore - System.nanoTime();
    }

    /** Whether its pause ends before that of another, in the way of a comparator. */
    int comparePause(PendingCommand other) {
        return Long.signum(notBefore - other.notBefore);
    }

    /** Whether it has waited for longer than it may, or than its caller does. */
    boolean isOlderThan(long nanoseconds) {
        return age() > Math.min(nanoseconds, patience);
    }

    /** Counts a conflict. Returns how many there have been. */
    int countConflict() {
        return ++conflicts;
    }

    void pause(long nanoseconds) {
        notBefore = System.nanoTime() + nanoseconds;
    }

    /** Tells the handler that the message's identifier is in the log. Returns false if it was told before. */
    boolean hintThatIdIsUsed() {
        if (hinted) {
            return false;
        }
        hinted = true;
        command = command.andMetaData(Map.of(CommandHints.MESSAGE_ID_USED, true));
        return true;
    }

    void answer(CommandResultMessage<?> result) {
        if (!answered) {
            answered = true;
            answer.accept(result);
        }
    }

    void fail(Throwable failure) {
        answer(asCommandResultMessage(failure));
    }
}
