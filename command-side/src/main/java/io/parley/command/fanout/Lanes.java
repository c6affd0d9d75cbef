package io.parley.command.fanout;

import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.fanout.FillAnswer;
import io.parley.contract.id.LaneId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives commands to lanes, many at once, and tells what came of each. Blocking. */
public final class Lanes {

    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

    /** Of the unit of work: what it gave ahead. */
    private static final String AHEAD = Lanes.class.getName() + ".ahead";

    /** Between two tries of what a node that is overloaded has refused. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final CommandGateway commands;
    private final Duration patience;
    private final int ahead;

    /**
     * Lanes behind a gateway.
     *
     * @param patience how long to wait at most for the answers to what was given at once
     * @param ahead how many commands may be given before they are asked for
     */
    public Lanes(CommandGateway commands, Duration patience, int ahead) {
        this.commands = commands;
        this.patience = patience;
        this.ahead = ahead;
    }

    /**
     * Begins to give a group's message to all its lanes, before the saga hears of it in the same unit of work, so that messages need
     * not wait for one another. Messages are to come in the order in which the saga will hear of them. What it then never asks for
     * does no harm: a lane takes what is its next and nothing else.
     */
    public void giveAhead(MessageSent message, long position) {
        if (CurrentUnitOfWork.isStarted() && message.audience() instanceof Audience.Group audience) {
            CurrentUnitOfWork.get()
                    .root()
                    .getOrComputeResource(AHEAD, key -> new Ahead(this::dispatch, ahead))
                    .plan(fills(message, audience, position));
        }
    }

    /** What is to be given to the lanes for a message, in their order. */
    static List<FillMailboxes> fills(MessageSent message, Audience.Group audience, long position) {
        List<Long> begins = audience.lanes();
        return IntStream.range(0, begins.size())
                .mapToObj(lane -> new FillMailboxes(
                        new LaneId(message.chatId(), lane), message.sequence(), position, begins.get(lane), 1))
                .toList();
    }

    /** What came of a command. */
    enum Result {
        /** The lane has passed the message. */
        PASSED,
        /** What goes before it has not been done. */
        TOO_EARLY,
        /** The platform could not take it, whichever lane it was for. */
        UNAVAILABLE,
        /** Too much is under way for it to be taken now, whichever lane it was for. */
        OVERLOADED,
        /** It failed. */
        FAILED
    }

    /**
     * Gives all commands at once, those to the same lane in this order, and waits for all. What is refused because too much is under
     * way is given again for as long as patience lasts: that is no lane's failure.
     */
    List<Result> give(List<? extends FanOutCommand> all) {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Result> results = giveOnce(all, deadline);
        while (results.contains(Result.OVERLOADED) && pause(deadline)) {
            giveRefused(all, results, deadline);
        }
        return results;
    }

    private List<Result> giveOnce(List<? extends FanOutCommand> all, long deadline) {
        List<CompletableFuture<FillAnswer>> answers =
                all.stream().map(this::answer).toList();
        return answers.stream()
                .map(answer -> result(answer, deadline))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** What came after what was refused came too early. */
    private void giveRefused(List<? extends FanOutCommand> all, List<Result> results, long deadline) {
        int[] again = IntStream.range(0, all.size())
                .filter(i -> results.get(i) == Result.OVERLOADED || results.get(i) == Result.TOO_EARLY)
                .toArray();
        List<Result> now = giveOnce(IntStream.of(again).mapToObj(all::get).toList(), deadline);
        IntStream.range(0, again.length).forEach(i -> results.set(again[i], now.get(i)));
    }

    /** Waits a little; false if patience, or the node's time, is over. */
    private static boolean pause(long deadline) {
        if (System.nanoTime() >= deadline) {
            return false;
        }
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompletableFuture<FillAnswer> answer(FanOutCommand command) {
        Ahead before =
                CurrentUnitOfWork.isStarted() ? CurrentUnitOfWork.get().root().getResource(AHEAD) : null;
        CompletableFuture<FillAnswer> given = before == null ? null : before.take(command);
        return given == null ? dispatch(command) : given;
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
        if (cause instanceof Rejection refused) {
            if (refused.code() == ErrorCode.UNAVAILABLE) {
                return Result.UNAVAILABLE;
            }
            if (refused.code() == ErrorCode.OVERLOADED) {
                return Result.OVERLOADED;
            }
        }
        LOG.warn("A lane failed ({})", cause.getClass().getSimpleName());
        return Result.FAILED;
    }
}
