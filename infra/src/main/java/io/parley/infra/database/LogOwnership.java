package io.parley.infra.database;

import io.parley.infra.startup.StartupProblem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;

/**
 * Whose the log is. With a role of its own that owns it, the role with which the server works can read it and add to it, and nothing
 * else: it cannot change or delete an event or a seal, nor take away what forbids that. With one role for all only a trigger forbids it,
 * which that role could take away.
 */
final class LogOwnership {

    private static final Logger log = LoggerFactory.getLogger(LogOwnership.class);

    /** Two nodes that start at once would both change the same rows of the catalogue. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('parley log ownership'))";

    /** Whoever waits for a table lets all queue up behind who want to write to it: a backup reads for long, and messages go on. */
    private static final String BRIEFLY = "SET LOCAL lock_timeout = '2s'";

    private static final int TRIES = 30;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String LOCK_NOT_AVAILABLE = "55P03";
    private static final String DEADLOCK = "40P01";
    private static final Set<String> IN_THE_WAY = Set.of(LOCK_NOT_AVAILABLE, DEADLOCK);
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private static final String TAKE_TABLES = """
            DO $$
            DECLARE
                taken text;
            BEGIN
                FOR taken IN SELECT format('ALTER TABLE events.%I OWNER TO CURRENT_USER', c.relname)
                    FROM pg_class c WHERE c.relnamespace = 'events'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S')
                        AND c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
                UNION ALL SELECT format('ALTER FUNCTION %s OWNER TO CURRENT_USER', p.oid::regprocedure)
                    FROM pg_proc p WHERE p.pronamespace = 'events'::regnamespace AND p.proowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)
                LOOP
                    EXECUTE taken;
                END LOOP;
            END $$""";

    private static final String IS_ANOTHERS = "SELECT count(*) FROM pg_namespace n WHERE n.nspname = 'events' AND"
            + " (n.nspowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)"
            + " OR EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user))"
            + " OR EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = n.oid AND p.proowner <> (SELECT oid FROM pg_roles WHERE rolname = current_user)))";

    private static final String MAY_ALL = """
            SELECT has_schema_privilege(n.oid, 'USAGE') AND NOT EXISTS (
                SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p')
                    AND (NOT has_table_privilege(c.oid, 'SELECT')
                        OR c.relname IN ('event', 'seal') AND NOT has_table_privilege(c.oid, 'INSERT')))
            FROM pg_namespace n WHERE n.nspname = 'events'""";

    private static final String MAY_CHANGE = """
            SELECT bool_or(pg_has_role(c.relowner, 'MEMBER') OR has_table_privilege(c.oid, 'UPDATE')
                OR has_table_privilege(c.oid, 'DELETE') OR has_table_privilege(c.oid, 'TRUNCATE')
                OR has_table_privilege(c.oid, 'TRIGGER'))
            FROM pg_class c WHERE c.relnamespace = 'events'::regnamespace AND c.relname IN ('event', 'seal')""";

    private static final String ADDED_TO = "SELECT relname FROM pg_class"
            + " WHERE relnamespace = 'events'::regnamespace AND relname IN ('event', 'seal')";

    private final DataSource application;
    private final DataSource owner;

    /** Asked once: each answer is a connection of its own, and they come before the start is over. */
    private final Supplier<String> applicationRole;

    private final Supplier<String> ownerRole;
    private final String ownerName;

    /** That of a database with one role. */
    LogOwnership(DataSource application) {
        this(application, application, "");
    }

    /**
     * That of a database with two roles.
     *
     * @param application connections as the role with which the server works
     * @param owner connections as the other one, on which only PostgreSQL's own is called by a bare name: the first role can make
     *     functions elsewhere, and they would run as the owner
     * @param ownerName what the owner is called in the settings; empty if a URL says it
     */
    LogOwnership(DataSource application, DataSource owner, String ownerName) {
        this.application = application;
        this.owner = owner;
        this.applicationRole = SingletonSupplier.of(() -> role(application));
        this.ownerRole = SingletonSupplier.of(() -> role(owner));
        this.ownerName = ownerName;
    }

    /**
     * Makes the log its owner's, if a version that had one role for all has made it.
     *
     * @throws StartupProblem if the owner may not have it, or is not who the settings say
     */
    void take() {
        requireNamedOwner();
        if (isOneRole() || count(owner, IS_ANOTHERS) == 0) {
            return;
        }
        String formerName = applicationRole.get();
        String former = quoted(formerName);
        asOwner("taken over from " + formerName, jdbc -> {
            if (jdbc.sql(IS_ANOTHERS).query(Long.class).single() == 0) {
                return; // another node was faster
            }
            jdbc.sql("ALTER SCHEMA events OWNER TO CURRENT_USER").update();
            jdbc.sql(TAKE_TABLES).update();
            jdbc.sql("REVOKE ALL ON ALL TABLES IN SCHEMA events FROM PUBLIC, " + former)
                    .update();
            jdbc.sql("REVOKE ALL ON SCHEMA events FROM PUBLIC, " + former).update();
            grant(jdbc, former); // at once, for nodes that run
            log.info("The log is {}'s from now on: {} can only read it and add to it", ownerRole.get(), formerName);
        });
    }

    /**
     * Lets the server's role read the log and add to it, and says so if it may do more.
     *
     * @throws StartupProblem if the owner cannot let it
     */
    void grant() {
        if (!isOneRole() && !ask(application, MAY_ALL)) {
            String role = applicationRole.get();
            asOwner("opened to " + role, jdbc -> grant(jdbc, quoted(role)));
        }
        if (ask(application, MAY_CHANGE)) {
            log.warn(
                    "The role {} could change what is in the log: only a trigger is in its way, and seals would show it. Give the log an"
                            + " owner of its own (PARLEY_DB_MIGRATION_USER, docs/deployment.md)",
                    applicationRole.get());
        }
    }

    private static void grant(JdbcClient jdbc, String role) {
        jdbc.sql("GRANT USAGE ON SCHEMA events TO " + role).update();
        jdbc.sql("GRANT SELECT ON ALL TABLES IN SCHEMA events TO " + role).update();
        for (String table : jdbc.sql(ADDED_TO).query(String.class).list()) {
            jdbc.sql("GRANT INSERT ON events.%s TO %s".formatted(quoted(table), role))
                    .update();
        }
    }

    private interface Work {
        void with(JdbcClient jdbc);
    }

    private void asOwner(String what, Work work) {
        for (int tried = 1; ; tried++) {
            try {
                inTransaction(work);
                return;
            } catch (DataAccessException e) {
                if (tried == TRIES || !IN_THE_WAY.contains(state(e))) {
                    throw problem(what, e);
                }
                pause();
            }
        }
    }

    private void inTransaction(Work work) {
        new TransactionTemplate(new JdbcTransactionManager(owner)).executeWithoutResult(status -> {
            JdbcClient jdbc = JdbcClient.create(owner);
            jdbc.sql(BRIEFLY).update();
            jdbc.sql(LOCK).query((row, number) -> "").single();
            work.with(jdbc);
        });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartupProblem("The start was interrupted.", e);
        }
    }

    private static StartupProblem problem(String what, DataAccessException failure) {
        String reason = state(failure).equals(INSUFFICIENT_PRIVILEGE)
                ? "the role of parley.db.migration-user must own the database and be a member of the server's role (docs/deployment.md)"
                : firstLine(failure.getMostSpecificCause());
        return new StartupProblem("The log could not be %s: %s.".formatted(what, reason), failure);
    }

    private static String state(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException sql ? String.valueOf(sql.getSQLState()) : "";
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("it does not say why");
    }

    /** A URL may name a user itself, who then wins: all would be done by one role, and nobody would know. */
    private void requireNamedOwner() {
        if (ownerName.isEmpty()) {
            return;
        }
        String found = ownerRole.get();
        if (!found.equals(ownerName)) {
            throw new StartupProblem(
                    "The log is to belong to %s (PARLEY_DB_MIGRATION_USER), but the database takes us for %s: name no user in PARLEY_DB_URL, but by PARLEY_DB_USER and PARLEY_DB_PASSWORD."
                            .formatted(ownerName, found));
        }
    }

    private boolean isOneRole() {
        return application == owner || applicationRole.get().equals(ownerRole.get());
    }

    private static String role(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("SELECT current_user")
                .query(String.class)
                .single();
    }

    /** As SQL has it. Not made by the database: what it says may be put together by a function of the role itself. */
    private static String quoted(String name) {
        return "\"%s\"".formatted(name.replace("\"", "\"\""));
    }

    private static boolean ask(DataSource dataSource, String question) {
        return JdbcClient.create(dataSource).sql(question).query(Boolean.class).single();
    }

    private static long count(DataSource dataSource, String sql) {
        return JdbcClient.create(dataSource).sql(sql).query(Long.class).single();
    }
}
