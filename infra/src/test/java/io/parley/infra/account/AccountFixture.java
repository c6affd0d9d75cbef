package io.parley.infra.account;

import io.parley.infra.keyring.TestNode;
import io.parley.infra.postgres.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionStatus;

/** A node with the tables of accounts, and two transactions that meet. */
abstract class AccountFixture {

    /** How the first of two transactions ends. */
    enum Outcome {
        COMMIT,
        ROLLBACK
    }

    @TempDir
    private static Path folder;

    private static TestNode node;

    @BeforeAll
    static void start() {
        node = TestNode.start(TestNode.migrate(TestPostgres.freshDatabase()), folder);
    }

    @AfterAll
    static void stop() {
        node.close();
    }

    static TestNode node() {
        return node;
    }

    /** Lets the second begin while the first is under way, and ends the first only when the second waits for it. */
    static <T> T whileHeld(Runnable first, Callable<T> second, Outcome outcome) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        PlatformTransactionManager transactions = node.get(PlatformTransactionManager.class);
        TransactionStatus held = transactions.getTransaction(null);
        try {
            first.run();
            Future<T> waiting = thread.submit(second);
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(AccountFixture::somebodyWaits);
            if (outcome == Outcome.COMMIT) {
                transactions.commit(held);
            } else {
                transactions.rollback(held);
            }
            return waiting.get(10, TimeUnit.SECONDS);
        } finally {
            if (!held.isCompleted()) {
                transactions.rollback(held);
            }
            thread.shutdownNow();
        }
    }

    private static boolean somebodyWaits() {
        return node.jdbc()
                .sql("SELECT EXISTS (SELECT FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND wait_event_type = 'Lock')")
                .query(Boolean.class)
                .single();
    }
}
