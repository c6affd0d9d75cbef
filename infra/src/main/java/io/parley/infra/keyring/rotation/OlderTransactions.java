package io.parley.infra.keyring.rotation;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Waits until all transactions have ended that wrote something, or had got a number in order to, when the waiting began. What was
 * committed before then holds for all that come later.
 */
final class OlderTransactions {

    private static final Logger log = LoggerFactory.getLogger(OlderTransactions.class);
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration LONG = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    OlderTransactions(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /** Waits, unless it is told to give up. Must not be called within a transaction. */
    void await(BooleanSupplier givesUp) {
        String next = jdbc.sql("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
                .query(String.class)
                .single();
        long begun = System.nanoTime();
        boolean told = false;
        while (!haveEnded(next)) {
            if (givesUp.getAsBoolean()) {
                throw new LostRotationException("this node is stopping");
            }
            if (!told && System.nanoTime() - begun > LONG.toNanos()) {
                log.warn("The rotation of keys waits for a transaction in the database server that does not end");
                told = true;
            }
            pause();
        }
    }

    private boolean haveEnded(String next) {
        return jdbc.sql("SELECT pg_snapshot_xmin(pg_current_snapshot()) >= ?::xid8")
                .param(next)
                .query(Boolean.class)
                .single();
    }

    static void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LostRotationException("this node is stopping");
        }
    }
}
