package io.parley.infra.store;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Finds out whether a commit of which no answer came was carried out. The server may still be busy with it, so that one looks with
 * the log's lock held: whoever has that knows that no append is under way.
 */
final class TableCommitLookup implements CommitLookup {

    private static final Logger log = LoggerFactory.getLogger(TableCommitLookup.class);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Duration patience;

    /**
     * Looks into the log.
     *
     * @param transactions begins the transaction that holds the lock
     * @param patience for how long to try to reach a store that is away
     */
    TableCommitLookup(DataSource dataSource, TransactionOperations transactions, Duration patience) {
        this.jdbc = JdbcClient.create(dataSource);
        this.transactions = transactions;
        this.patience = patience;
    }

    @Override
    public boolean isCommitted(AppendGroup group) {
        UUID event = group.lastEvent().map(UUID::fromString).orElse(null);
        long end = System.nanoTime() + patience.toNanos();
        while (event != null && System.nanoTime() < end) {
            try {
                boolean committed = Boolean.TRUE.equals(transactions.execute(status -> find(event)));
                log.info("A commit got no answer; the log {} its events", committed ? "has" : "does not have");
                return committed;
            } catch (RuntimeException e) {
                if (!StoreFailures.isUnavailable(e) || !pause()) {
                    return false;
                }
            }
        }
        return false;
    }

    private boolean find(UUID event) {
        jdbc.sql(EventAppender.LOCK).query().listOfRows();
        return jdbc.sql("SELECT EXISTS (SELECT FROM events.event WHERE event_id = ?)")
                .param(event)
                .query(Boolean.class)
                .single();
    }

    private static boolean pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
