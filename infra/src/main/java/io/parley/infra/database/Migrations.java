package io.parley.infra.database;

import io.parley.infra.startup.StartupProblem;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the schemas up to what this version needs, before anything else touches them. A database that a newer version has
 * migrated is refused: this one might misread it.
 */
public final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private final DataSource dataSource;

    /** Those of a database, reached by connections that may take their time. */
    public Migrations(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Migrates every schema.
     *
     * @throws StartupProblem if the database is of a newer version, was changed by hand, or a migration fails
     */
    public void run() {
        for (Schema schema : Schema.values()) {
            try {
                migrate(schema);
            } catch (FlywayException e) {
                throw new StartupProblem(
                        "The database schema \"%s\" cannot be brought up to date: %s"
                                .formatted(schema.sqlName(), firstLine(e)),
                        e);
            }
        }
    }

    private void migrate(Schema schema) {
        Flyway flyway = flyway(schema);
        refuseNewer(schema, flyway);
        int applied = flyway.migrate().migrationsExecuted;
        if (applied > 0) {
            log.info("Migrated schema {}: {} step(s)", schema.sqlName(), applied);
        }
    }

    private Flyway flyway(Schema schema) {
        return Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema.sqlName())
                .defaultSchema(schema.sqlName())
                .locations(schema.migrations())
                .failOnMissingLocations(true)
                .ignoreMigrationPatterns(new String[0])
                .cleanDisabled(true)
                .load();
    }

    private static void refuseNewer(Schema schema, Flyway flyway) {
        Arrays.stream(flyway.info().all())
                .filter(migration -> migration.getState().name().startsWith("FUTURE"))
                .findFirst()
                .ifPresent(migration -> refuse(schema, migration));
    }

    private static void refuse(Schema schema, MigrationInfo migration) {
        throw new StartupProblem(
                "The database was migrated by a newer version of Parley (schema \"%s\" has migration %s): start that version or a later one."
                        .formatted(schema.sqlName(), migration.getVersion()));
    }

    private static String firstLine(FlywayException e) {
        return String.valueOf(e.getMessage()).strip().lines().findFirst().orElse("no reason given");
    }
}
