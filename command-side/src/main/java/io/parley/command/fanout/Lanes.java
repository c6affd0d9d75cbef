package io.parley.command.fanout;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.fanout.FillAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives commands to lanes, many at once, and tells what came of each. Blocking. */
public final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    private final CommandGateway commands;
    private final Duration patience;

    /**
     * Lanes behind a gateway.
     *
     * @param patience how long to wait at most for the answers to what was given at once
     */
    public Lanes(CommandGateway commands, Duration patience) {
        this.commands = commands;
        this.patience = patience;
    }

    /** What came of a command. */
    enum Result {
        /** The lane has passed the message. */
        PASSED,
        /** What goes before it has not been done. */
        TOO_EARLY,
        /** The platform could not take it, whichever lane it was for. */
        UNAVAILABLE,
        /** It failed. */
        FAILED
    }

    /** Gives all commands at once, those to the same lane in this order, and waits for all. */
    List<Result> give(List<? extends FanOutCommand> all) {
        List<CompletableFuture<FillAnswer>> answers =
                all.stream().map(this::dispatch).toList();
        long deadline = System.nanoTime() + patience.toNanos();
        List<Result> results = new ArrayList<>(all.size());
        for (CompletableFuture<FillAnswer> answer : answers) {
            results.add(result(answer, deadline));
        }
        return results;
    }

    private CompletableFuture<FillAnswer> dispatch(FanOutCommand command) {
        try {
            return commands.send(command);
        } catch (RuntimeException refusedAtOnce) {
            return CompletableFuture.failedFuture(refusedAtOnce);
        }
    }

    private static Result result(CompletableFuture<FillAnswer> answer, long deadline) {
        try {
            FillAnswer given = answer.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return given.outcome() == FillAnswer.Outcome.TOO_EARLY ? Result.TOO_EARLY : Result.PASSED;
        } catch (ExecutionException e) {
            return failure(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            return Result.UNAVAILABLE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.UNAVAILABLE;
        }
    }

    private static Result failure(Throwable cause) {
        if (cause instanceof Rejection refused
                && (refused.code() == ErrorCode.UNAVAILABLE || refused.code() == ErrorCode.OVERLOADED)) {
            return Result.UNAVAILABLE;
        }
        LOG.warn("A lane failed ({})", cause.getClass().getSimpleName());
        return Result.FAILED;
    }
}
