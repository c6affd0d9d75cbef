package io.parley.infra.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.infra.postgres.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

class StoreFailuresTest {

    @Test
    void aCommitOnAConnectionThatWasLostBeforeIsUnavailable() {
        try (HikariDataSource database = TestPostgres.freshDatabase()) {
            TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
            RuntimeException failure =
                    catchIn(() -> transaction.executeWithoutResult(status -> loseConnection(database)));

            assertThat(failure).isInstanceOf(TransactionSystemException.class);
            assertThat(StoreFailures.translated(failure))
                    .isInstanceOfSatisfying(Rejection.class, refusal -> assertThat(refusal.code())
                            .isEqualTo(ErrorCode.UNAVAILABLE));
        }
    }

    @Test
    void aDefectOfOursIsNot() {
        assertThat(StoreFailures.isUnavailable(new IllegalStateException(new SQLException("syntax", "42601"))))
                .isFalse();
        assertThat(StoreFailures.isUnavailable(new IllegalStateException())).isFalse();
    }

    /** Somebody passes over a failure that is the connection's end. */
    private static void loseConnection(HikariDataSource database) {
        RuntimeException lost =
                catchIn(() -> new JdbcTemplate(database).execute("SELECT pg_terminate_backend(pg_backend_pid())"));
        assertThat(lost).isInstanceOf(DataAccessException.class);
    }

    private static RuntimeException catchIn(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            return e;
        }
        throw new AssertionError("it did not fail");
    }
}
