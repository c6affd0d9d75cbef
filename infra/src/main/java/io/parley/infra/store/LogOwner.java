package io.parley.infra.store;

import io.parley.infra.startup.StartupProblem;
import io.parley.infra.startup.StoreKind;
import java.util.Locale;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sees to it that a database is used with one log only, in PostgreSQL or in Axon Server: tokens, claims and keys belong to the
 * events of that one.
 */
final class LogOwner {

    private static final String CLAIM = "INSERT INTO work.log_owner (store)"
            + " SELECT CASE WHEN EXISTS (SELECT FROM events.event) THEN 'postgresql' ELSE ? END ON CONFLICT DO NOTHING";

    private final JdbcClient jdbc;

    LogOwner(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    /**
     * Takes the database for a log, if it is nobody's yet.
     *
     * @throws StartupProblem if it is another's
     */
    void require(StoreKind wanted) {
        jdbc.sql(CLAIM).param(stored(wanted)).update();
        String owner =
                jdbc.sql("SELECT store FROM work.log_owner").query(String.class).single();
        if (!owner.equals(stored(wanted))) {
            throw new StartupProblem(
                    "This database belongs to a log that is kept with parley.store=%s: set that, or name another database."
                            .formatted(owner.replace('_', '-')));
        }
    }

    private static String stored(StoreKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
