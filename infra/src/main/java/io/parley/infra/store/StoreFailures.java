package io.parley.infra.store;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Tells what a failure of the database means: used before, unreachable, or a defect. */
public final class StoreFailures {

    private static final String UNIQUE_VIOLATION = "23505";

    /**
     * SQLSTATE classes and codes (PostgreSQL, appendix A) that say that the server is away, going or full, not that we did
     * something wrong: connection exception, insufficient resources, operator intervention, system error.
     */
    private static final List<String> UNAVAILABLE = List.of("08", "53", "57", "58");

    private StoreFailures() {}

    /** Whether the database could not be reached or could not do its work just then. */
    public static boolean isUnavailable(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreUnavailableException
                    || cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException
                    || cause instanceof SQLException sql && (saysUnavailable(sql.getSQLState()) || isOfThePool(sql))) {
                return true;
            }
        }
        return false;
    }

    /** The refusal for when {@link #isUnavailable(Throwable)}. */
    public static Rejection unavailable() {
        return new Rejection(ErrorCode.UNAVAILABLE, "The store cannot be reached just now. Try again.");
    }

    /** The failure as those above should see it: a refusal if the store is unavailable, else itself. */
    public static RuntimeException translated(RuntimeException failure) {
        return isUnavailable(failure) ? unavailable() : failure;
    }

    /** The unique constraint that a failure violated. */
    static Optional<String> violatedConstraint(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PSQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return Optional.ofNullable(sql.getServerErrorMessage()).map(message -> message.getConstraint());
            }
        }
        return Optional.empty();
    }

    /**
     * The pool says "Connection is closed", without an SQLSTATE, where it has taken a broken connection away: so fails the commit of
     * who has lost it on an earlier statement. What comes from the server or the driver has an SQLSTATE.
     */
    private static boolean isOfThePool(SQLException failure) {
        return failure.getClass() == SQLException.class && failure.getSQLState() == null;
    }

    private static boolean saysUnavailable(@Nullable String sqlState) {
        return sqlState != null && UNAVAILABLE.stream().anyMatch(sqlState::startsWith);
    }
}
