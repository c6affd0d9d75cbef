package io.parley.query;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.log.ProjectionProgress;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Answers queries off the caller's thread: waits, without a thread, for every read model whose tables are joined, then reads
 * on a bounded executor. What goes wrong in ways that callers can do something about becomes a {@link Rejection}.
 */
public final class Answers {

    private final ProjectionProgress progress;
    private final Executor executor;

    /**
     * Answers.
     *
     * @param executor where reads run; bounded, refuses what is too much
     */
    public Answers(ProjectionProgress progress, Executor executor) {
        this.progress = progress;
        this.executor = executor;
    }

    /**
     * Reads once all these read models have reached a position.
     *
     * @param atLeast the position; 0 for at once
     * @param needed the read models
     * @param read the blocking read
     */
    public <A> CompletableFuture<A> of(long atLeast, Set<ReadModel> needed, Supplier<A> read) {
        return plain(reached(atLeast, needed).thenCompose(reached -> now(read)));
    }

    /** Reads at once. */
    public <A> CompletableFuture<A> now(Supplier<A> read) {
        try {
            return plain(CompletableFuture.supplyAsync(read, executor));
        } catch (RejectedExecutionException | Rejection e) {
            return CompletableFuture.failedFuture(refusal(e));
        }
    }

    private CompletableFuture<Void> reached(long position, Set<ReadModel> needed) {
        if (position <= 0) {
            return CompletableFuture.completedFuture(null);
        }
        return CompletableFuture.allOf(needed.stream()
                .map(ReadModel::processor)
                .distinct()
                .map(processor -> progress.reached(processor, position))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** The same, but failing with the failure itself and not with a {@link CompletionException} around it. */
    public static <A> CompletableFuture<A> plain(CompletableFuture<A> future) {
        CompletableFuture<A> plain = new CompletableFuture<>();
        future.whenComplete((answer, failure) -> {
            if (failure == null) {
                plain.complete(answer);
            } else {
                plain.completeExceptionally(refusal(failure));
            }
        });
        return plain;
    }

    private static Throwable refusal(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof RejectedExecutionException) {
            return new Rejection(ErrorCode.OVERLOADED, "too many reads are under way");
        }
        return isUnreachable(cause) ? new Rejection(ErrorCode.UNAVAILABLE, "the store cannot be reached") : cause;
    }

    private static boolean isUnreachable(Throwable failure) {
        if (failure instanceof DataAccessResourceFailureException || failure instanceof TransientDataAccessException) {
            return true;
        }
        String state = sqlState(failure);
        return state != null && (state.startsWith("08") || state.startsWith("57P") || state.startsWith("53"));
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        return null;
    }
}
