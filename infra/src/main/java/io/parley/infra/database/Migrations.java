package io.parley.infra.database;

import io.parley.infra.postgres.DatabaseServer;
import io.parley.infra.startup.StartupProblem;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Brings the schemas up to what this version needs, before anything else touches them. A database that a newer version has
 * migrated is refused: this one might misread it.
 */
public final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);

    private final DataSource application;
    private final DataSource owner;
    private final LogOwnership ownership;

    /** Those of a database with one role, reached by connections that may take their time. */
    public Migrations(DataSource dataSource) {
        this(dataSource, dataSource, new LogOwnership(dataSource));
    }

    private Migrations(DataSource application, DataSource owner, LogOwnership ownership) {
        this.application = application;
        this.owner = owner;
        this.ownership = ownership;
    }

    /** Those of a server's database; the log becomes its owner's, if it has one. */
    public static Migrations of(DatabaseServer server) {
        DataSource application = connections(server);
        DataSource asking = ConfinedConnections.toCatalogue(server);
        DatabaseServer owner = server.owner();
        if (owner == server) {
            return new Migrations(application, application, new LogOwnership(asking));
        }
        return new Migrations(
                application,
                ConfinedConnections.to(Schema.EVENTS, owner),
                new LogOwnership(asking, ConfinedConnections.toCatalogue(owner), owner.user()));
    }

    /** Connections that may take their time: the pool ends statements that take long, and a migration may. */
    static DataSource connections(DatabaseServer server) {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(server.jdbcUrl());
        if (!server.user().isEmpty()) {
            dataSource.setUsername(server.user());
            dataSource.setPassword(server.password());
        }
        return dataSource;
    }

    /**
     * Migrates every schema: that of the log as its owner, the others as the role that works with them.
     *
     * @throws StartupProblem if the database is of a newer version, was changed by hand, or a migration fails
     */
    public void run() {
        ownership.take();
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
        ownership.grant();
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
                .dataSource(schema == Schema.EVENTS ? owner : application)
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
