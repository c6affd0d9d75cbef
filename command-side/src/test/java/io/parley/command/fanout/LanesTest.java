package io.parley.command.fanout;

import static io.parley.command.fake.Crowd.said;
import static org.assertj.core.api.Assertions.assertThat;

import io.parley.command.fanout.Lanes.Result;
import io.parley.contract.chat.Audience;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.fanout.FanOutCommand.FillMailboxes;
import io.parley.contract.fanout.FillAnswer;
import io.parley.contract.fanout.FillAnswer.Outcome;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

class LanesTest {

    private static final int AHEAD = 4;
    private static final List<Long> THREE_LANES = List.of(0L, 0L, 0L);

    private final List<FillMailboxes> given = new ArrayList<>();
    private final Deque<CompletableFuture<FillAnswer>> answers = new ArrayDeque<>();
    private final Lanes lanes = new Lanes(gateway(), Duration.ofSeconds(1), AHEAD);

    @Test
    void whatWasGivenAheadIsNotGivenAgainWhenItIsAskedFor() {
        inUnitOfWork(() -> {
            lanes.giveAhead(message(1), 10);

            assertThat(lanes.give(fills(1, 10))).containsOnly(Result.PASSED).hasSize(3);
            assertThat(given).isEqualTo(fills(1, 10));
        });
    }

    @Test
    void noMoreIsGivenAheadThanMayBeAndTheRestAsPlacesBecomeFree() {
        inUnitOfWork(() -> {
            lanes.giveAhead(message(1), 10);
            lanes.giveAhead(message(2), 20);
            assertThat(given).hasSize(AHEAD);

            lanes.give(fills(1, 10));
            assertThat(given).containsExactlyElementsOf(both());
        });
    }

    @Test
    void whatIsAskedForBeforeItsTurnIsGivenOnce() {
        inUnitOfWork(() -> {
            IntStream.rangeClosed(1, 3).forEach(n -> lanes.giveAhead(message(n), 10L * n));
            lanes.give(fills(3, 30));
            lanes.give(fills(1, 10));
            lanes.give(fills(2, 20));
        });

        assertThat(given).doesNotHaveDuplicates().hasSize(9);
    }

    @Test
    void whatWasGivenAheadIsForgottenWithItsUnitOfWork() {
        inUnitOfWork(() -> lanes.giveAhead(message(1), 10));
        inUnitOfWork(() -> lanes.give(fills(1, 10)));

        assertThat(given).hasSize(6);
    }

    @Test
    void whatAnOverloadedNodeRefusesIsGivenAgainAndWhatPassedIsNot() {
        answers.add(CompletableFuture.completedFuture(new FillAnswer(Outcome.DONE)));
        answers.add(overloaded());
        answers.add(CompletableFuture.failedFuture(new IllegalStateException("told to fail")));
        List<FillMailboxes> all = fills(1, 10);

        assertThat(lanes.give(all)).containsExactly(Result.PASSED, Result.PASSED, Result.FAILED);
        assertThat(given).containsExactly(all.get(0), all.get(1), all.get(2), all.get(1));
    }

    @Test
    void aNodeThatStaysOverloadedTakesNoMoreThanOnesPatience() {
        IntStream.range(0, 1_000).forEach(n -> answers.add(overloaded()));

        assertThat(lanes.give(fills(1, 10))).containsOnly(Result.OVERLOADED);
        assertThat(given).hasSizeLessThan(500);
    }

    private static List<FillMailboxes> both() {
        List<FillMailboxes> both = new ArrayList<>(fills(1, 10));
        both.addAll(fills(2, 20));
        return both;
    }

    private static MessageSent message(long sequence) {
        return said(sequence, 1, THREE_LANES);
    }

    private static List<FillMailboxes> fills(long sequence, long position) {
        MessageSent message = message(sequence);
        return Lanes.fills(message, (Audience.Group) message.audience(), position);
    }

    private static CompletableFuture<FillAnswer> overloaded() {
        return CompletableFuture.failedFuture(new Rejection(ErrorCode.OVERLOADED, "too much"));
    }

    private static void inUnitOfWork(Runnable work) {
        UnitOfWork<?> unitOfWork = DefaultUnitOfWork.startAndGet(null);
        try {
            work.run();
        } finally {
            unitOfWork.rollback();
        }
    }

    private CommandGateway gateway() {
        CommandGateway gateway = Mockito.mock(CommandGateway.class);
        Mockito.when(gateway.send(Mockito.any())).thenAnswer(call -> {
            given.add(call.getArgument(0));
            CompletableFuture<FillAnswer> answer = answers.poll();
            return answer == null ? CompletableFuture.completedFuture(new FillAnswer(Outcome.DONE)) : answer;
        });
        return gateway;
    }
}
