package io.parley.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.Processors;
import io.parley.contract.log.ProjectionProgress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;

class AnswersTest {

    private final Progress progress = new Progress();
    private final Answers answers = new Answers(progress, Runnable::run);

    @Test
    void whoAsksForNoPositionDoesNotWait() {
        assertThat(answers.of(0, EnumSet.allOf(ReadModel.class), () -> "read")).isCompletedWithValue("read");
    }

    @Test
    void anAnswerIsReadOnceAllReadModelsAreThere() {
        CompletableFuture<String> answer = answers.of(5, EnumSet.of(ReadModel.CHAT, ReadModel.MAILBOX), () -> "read");

        progress.of(Processors.VIEWS).complete(null);
        assertThat(answer).isNotDone();
        progress.of(Processors.MAILBOX).complete(null);
        assertThat(answer).isCompletedWithValue("read");
    }

    @Test
    void readModelsOfOneProcessorAreWaitedForOnce() {
        answers.of(5, EnumSet.of(ReadModel.CHAT, ReadModel.HISTORY, ReadModel.INBOX), () -> "read");

        assertThat(progress.asked).containsExactlyInAnyOrder(Processors.VIEWS, Processors.HISTORY);
    }

    @Test
    void aReadModelThatDoesNotComeIsTheAnswer() {
        CompletableFuture<String> answer = answers.of(5, EnumSet.of(ReadModel.CHAT), () -> "read");

        progress.of(Processors.VIEWS).completeExceptionally(new Rejection(ErrorCode.NOT_YET, "not yet"));
        assertThat(refusal(answer)).isEqualTo(ErrorCode.NOT_YET);
    }

    @Test
    void aRefusalWithinTheReadComesOutAsItIs() {
        assertThat(refusal(answers.now(() -> {
                    throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "none");
                })))
                .isEqualTo(ErrorCode.CHAT_NOT_FOUND);
    }

    @Test
    void aFullExecutorIsOverloaded() {
        Answers full = new Answers(progress, task -> {
            throw new RejectedExecutionException("full");
        });
        Answers refusing = new Answers(progress, task -> {
            throw new Rejection(ErrorCode.OVERLOADED, "full");
        });

        assertThat(refusal(full.now(() -> "read"))).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(refusal(refusing.now(() -> "read"))).isEqualTo(ErrorCode.OVERLOADED);
    }

    @Test
    void aDatabaseThatCannotBeReachedIsUnavailable() {
        assertThat(refusal(failing(() -> new CannotGetJdbcConnectionException("none"))))
                .isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal(failing(() -> new QueryTimeoutException("late")))).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal(
                        failing(() -> new UncategorizedSQLException("task", "sql", new SQLException("gone", "57P01")))))
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void aDefectComesOutAsItIs() {
        IllegalStateException defect = new IllegalStateException("defect");

        assertThat(failure(failing(() -> defect))).isSameAs(defect);
    }

    private CompletableFuture<Object> failing(Supplier<RuntimeException> failure) {
        return answers.now(() -> {
            throw failure.get();
        });
    }

    private static ErrorCode refusal(CompletableFuture<?> answer) {
        return ((Rejection) failure(answer)).code();
    }

    /** The failure as whoever listens gets it, with nothing wrapped around. */
    private static Throwable failure(CompletableFuture<?> answer) {
        CompletableFuture<Throwable> heard = new CompletableFuture<>();
        answer.whenComplete((value, failure) -> heard.complete(failure));
        return Objects.requireNonNull(heard.getNow(null));
    }

    private static final class Progress implements ProjectionProgress {

        private final Map<String, CompletableFuture<Void>> waiting = new HashMap<>();
        final List<String> asked = new ArrayList<>();

        CompletableFuture<Void> of(String processor) {
            return waiting.computeIfAbsent(processor, name -> new CompletableFuture<>());
        }

        @Override
        public CompletableFuture<Void> reached(String processor, long position) {
            asked.add(processor);
            return of(processor);
        }

        @Override
        public long position(String processor) {
            return 0;
        }
    }
}
