package io.parley.projection.batch;

import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Rows could not be written. Says only which projection and which SQL state: what the database tells beyond that can hold
 * the rows themselves. Tells the event's own fault, which would come again and again, from the database's, which passes.
 */
public final class WriteFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Classes of SQL states that are about the row: data, integrity, limits, and what a trigger raises. */
    private static final Set<String> ABOUT_THE_ROW = Set.of("22", "23", "54", "P0");

    private final boolean ofTheEvent;

    private WriteFailure(String message, boolean ofTheEvent) {
        super(message);
        this.ofTheEvent = ofTheEvent;
    }

    static WriteFailure of(String projection, RuntimeException cause) {
        String state = sqlState(cause);
        String message = "projection %s could not write: %s, SQL state %s"
                .formatted(projection, cause.getClass().getSimpleName(), state == null ? "unknown" : state);
        WriteFailure failure = new WriteFailure(message, isOfTheEvent(cause));
        failure.setStackTrace(cause.getStackTrace());
        return failure;
    }

    /** Whether the failure lies in the event, so that it would come again, and not in the database's state. */
    public static boolean isOfTheEvent(Throwable failure) {
        if (failure instanceof WriteFailure known) {
            return known.ofTheEvent;
        }
        String state = sqlState(failure);
        if (state != null) {
            return state.length() == 5 && ABOUT_THE_ROW.contains(state.substring(0, 2));
        }
        return !(failure instanceof DataAccessException || failure instanceof TransactionException || hasSql(failure));
    }

    private static @Nullable String sqlState(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return sql.getSQLState();
            }
        }
        return null;
    }

    private static boolean hasSql(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }
}
