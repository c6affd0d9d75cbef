package io.parley.query.message;

import static io.parley.query.ReadModel.HISTORY;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.ProjectionProgress;
import io.parley.query.Answers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Waits for the history of a chat to have a sequence. Looks again whenever the projection has moved on, but not more often
 * than once in a pause; no thread is held meanwhile. Gives up after a while, for the sequence may never be sent.
 */
public final class SequenceWait {

    private final JdbcClient jdbc;
    private final ProjectionProgress progress;
    private final Answers answers;
    private final Duration patience;
    private final Duration pause;

    /**
     * A wait.
     *
     * @param patience how long to wait at most
     * @param pause the shortest time between two looks
     */
    public SequenceWait(
            JdbcClient jdbc, ProjectionProgress progress, Answers answers, Duration patience, Duration pause) {
        this.jdbc = jdbc;
        this.progress = progress;
        this.answers = answers;
        this.patience = patience;
        this.pause = pause;
    }

    CompletableFuture<Void> reached(ChatId chatId, long sequence) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        CompletableFuture<Void> inTime = reached.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(notYet(failure)));
        look(chatId, sequence, reached);
        return inTime;
    }

    private void look(ChatId chatId, long sequence, CompletableFuture<Void> reached) {
        if (reached.isDone()) {
            return;
        }
        long position = progress.position(HISTORY.processor());
        answers.now(() -> has(chatId, sequence)).whenComplete((has, failure) -> {
            if (failure != null) {
                reached.completeExceptionally(failure);
            } else if (has) {
                reached.complete(null);
            } else {
                lookAgain(position, chatId, sequence, reached);
            }
        });
    }

    private void lookAgain(long seen, ChatId chatId, long sequence, CompletableFuture<Void> reached) {
        Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
        progress.reached(HISTORY.processor(), seen + 1)
                .thenRunAsync(() -> look(chatId, sequence, reached), later)
                .whenComplete((looked, failure) -> {
                    if (failure != null) {
                        reached.completeExceptionally(failure);
                    }
                });
    }

    /** What came may be gone by now, and the chat with it; the inbox still knows how far it had got. */
    private boolean has(ChatId chatId, long sequence) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT FROM views.message WHERE chat_id = :chat AND sequence >= :sequence)
                            OR EXISTS (SELECT FROM views.chat_activity WHERE chat_id = :chat AND last_sequence >= :sequence)
                            OR EXISTS (SELECT FROM views.chat WHERE chat_id = :chat AND gone_position IS NOT NULL)""")
                .param("chat", chatId.value())
                .param("sequence", sequence)
                .query(Boolean.class)
                .single();
    }

    private static Throwable notYet(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? new Rejection(ErrorCode.NOT_YET, "the chat has not got so far")
                : cause;
    }
}
