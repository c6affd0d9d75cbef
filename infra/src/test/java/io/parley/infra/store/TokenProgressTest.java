package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.ReplayToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenProgressTest {

    private final TokenProgress progress = progress(Duration.ofSeconds(30), 10);

    private static TokenProgress progress(Duration timeout, int maxWaiting) {
        return new TokenProgress(
                new ProgressProperties(timeout, Duration.ofMillis(5), Duration.ofMillis(100), maxWaiting));
    }

    @AfterEach
    void close() {
        progress.close();
    }

    @Test
    void whatWasReachedBeforeIsAnsweredAtOnce() {
        progress.committed("inbox", 0, token(7));

        assertThat(progress.reached("inbox", 7)).isCompleted();
        assertThat(progress.reached("inbox", 0)).isCompleted();
        assertThat(progress.reached("history", 0)).isCompleted();
        assertThat(progress.position("inbox")).isEqualTo(7);
        assertThat(progress.position("history")).isZero();
    }

    @Test
    void whoWaitsIsAnsweredWithTheCommitThatGetsThere() {
        CompletableFuture<Void> five = progress.reached("inbox", 5);
        CompletableFuture<Void> six = progress.reached("inbox", 6);
        CompletableFuture<Void> fiveToo = progress.reached("inbox", 5);

        progress.committed("inbox", 0, token(4));
        assertThat(List.of(five, six, fiveToo)).noneMatch(CompletableFuture::isDone);
        progress.committed("inbox", 0, token(5));

        assertThat(five).isCompleted();
        assertThat(fiveToo).isCompleted();
        assertThat(six).isNotDone();
        progress.committed("history", 0, token(9));
        assertThat(six).isNotDone();
    }

    @Test
    void aProjectionHasGotAsFarAsItsSegmentThatIsFurthestBehind() {
        progress.committed("inbox", 0, token(9));
        progress.committed("inbox", 1, token(3));
        CompletableFuture<Void> five = progress.reached("inbox", 5);

        assertThat(progress.position("inbox")).isEqualTo(3);
        progress.committed("inbox", 1, token(6));

        assertThat(five).isCompleted();
        assertThat(progress.position("inbox")).isEqualTo(6);
    }

    @Test
    void aSegmentThatIsMergedHoldsNobodyBackAnyMore() {
        progress.committed("inbox", 0, token(9));
        progress.committed("inbox", 1, token(3));
        CompletableFuture<Void> five = progress.reached("inbox", 5);

        progress.removed("inbox", 1);

        assertThat(five).isCompleted();
    }

    @Test
    void aProjectionThatIsBuiltAnewIsAsFarAsItsReplay() {
        progress.committed("inbox", 0, token(9));
        progress.committed("inbox", 0, ReplayToken.createReplayToken(token(9), token(2)));

        assertThat(progress.position("inbox")).isEqualTo(2);
        progress.committed("inbox", 0, null);
        assertThat(progress.position("inbox")).isZero();
    }

    @Test
    void theTableTellsOfSegmentsOnOtherNodesButNeverSetsOneBack() {
        progress.committed("inbox", 0, token(9));
        Map<Integer, @Nullable TrackingToken> table = new HashMap<>();
        table.put(0, token(8));
        table.put(1, token(4));

        progress.read("inbox", table);
        assertThat(progress.position("inbox")).isEqualTo(4);

        table.put(1, token(12));
        progress.read("inbox", table);
        assertThat(progress.position("inbox")).isEqualTo(9);
    }

    @Test
    void whoHasWaitedTooLongIsRefusedAsNotYet() {
        try (TokenProgress impatient = progress(Duration.ofMillis(20), 10)) {
            CompletableFuture<Void> late = impatient.reached("inbox", 5);

            assertThatThrownBy(() -> late.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(ErrorCode.NOT_YET));
        }
    }

    @Test
    void onlySoManyMayWait() {
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(progress.reached("inbox", 5));
        }

        assertThatThrownBy(() -> progress.reached("inbox", 5).get(1, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        Rejection.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.OVERLOADED));
        assertThat(waiting).noneMatch(CompletableFuture::isDone);

        progress.committed("inbox", 0, token(5));
        assertThat(progress.reached("inbox", 6)).isNotDone();
    }

    @Test
    void whoStillWaitsAtTheEndIsRefused() {
        CompletableFuture<Void> waiting = progress.reached("inbox", 5);

        progress.close();

        assertThat(waiting).isCompletedExceptionally();
    }

    private static TrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }
}
