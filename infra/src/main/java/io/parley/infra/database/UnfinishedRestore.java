package io.parley.infra.database;

import io.parley.infra.startup.StartupProblem;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps nodes away from a database that is being restored: until the restore has ended, keys may be in it that were destroyed.
 * Asked after this node's pool is open, which a restore that begins in the meantime would see.
 */
final class UnfinishedRestore {

    private UnfinishedRestore() {}

    /**
     * Looks.
     *
     * @throws StartupProblem if a restore has begun and not ended
     */
    static void refuse(DataSource dataSource) {
        boolean unfinished = JdbcClient.create(dataSource)
                .sql("SELECT EXISTS (SELECT FROM events.restore WHERE ended_at IS NULL)")
                .query(Boolean.class)
                .single();
        if (unfinished) {
            throw new StartupProblem(
                    "This database is being restored, or its restore was interrupted: wait for the end,"
                            + " or repeat the same ./parley restore.");
        }
    }
}
