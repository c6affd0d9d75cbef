package io.parley.command.fanout;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand;
import io.parley.contract.fanout.FanOutCommand.AbandonFanOut;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.fanout.FillAnswer;
import io.parley.contract.fanout.FillAnswer.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.mockito.Mockito;

/** Lanes in memory, which keep their order, and fail when they are told to. */
final class FakeLanes {

    /** Which messages each lane was brought, in order. */
    final Map<Integer, List<Long>> brought = new HashMap<>();

    /** How often each lane was given what it was brought, as the commands say, in the same order. */
    final Map<Integer, List<Integer>> tries = new HashMap<>();

    /** Which messages each lane gave up. */
    final Map<Integer, List<Long>> abandoned = new HashMap<>();

    private final Map<Integer, Long> passed = new HashMap<>();
    private Predicate<FanOutCommand> failing = command -> false;
    private boolean away;
    private int commands;

    /** From now on commands like these fail. */
    void fail(Predicate<FanOutCommand> like) {
        failing = like;
    }

    /** From now on all commands are refused, or no longer. */
    void beAway(boolean nowAway) {
        away = nowAway;
    }

    /** How many commands were given. */
    int commands() {
        return commands;
    }

    Lanes lanes() {
        CommandGateway gateway = Mockito.mock(CommandGateway.class);
        Mockito.when(gateway.send(Mockito.any())).thenAnswer(call -> handle(call.getArgument(0)));
        return new Lanes(gateway, Duration.ofSeconds(1), 16);
    }

    private CompletableFuture<FillAnswer> handle(FanOutCommand command) {
        commands++;
        if (away) {
            return CompletableFuture.failedFuture(new Rejection(ErrorCode.UNAVAILABLE, "away"));
        }
        if (failing.test(command)) {
            return CompletableFuture.failedFuture(new IllegalStateException("told to fail"));
        }
        return CompletableFuture.completedFuture(new FillAnswer(take(command)));
    }

    private Outcome take(FanOutCommand command) {
        int lane = command.laneId().lane();
        long before = Math.max(passed.getOrDefault(lane, 0L), begins(command));
        if (command.sequence() <= before) {
            return Outcome.PASSED;
        }
        if (command.sequence() > before + 1) {
            return Outcome.TOO_EARLY;
        }
        passed.put(lane, command.sequence());
        if (command instanceof FillMailboxes fill) {
            tries.computeIfAbsent(lane, n -> new ArrayList<>()).add(fill.tries());
        }
        (command instanceof AbandonFanOut ? abandoned : brought)
                .computeIfAbsent(lane, n -> new ArrayList<>())
                .add(command.sequence());
        return Outcome.DONE;
    }

    private static long begins(FanOutCommand command) {
        return command instanceof FillMailboxes fill ? fill.begins() : ((AbandonFanOut) command).begins();
    }
}
