package io.parley.infra.database;

import io.parley.infra.startup.StartupProblem;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Whose the log is. With a role of its own that owns it, the role with which the server works can read it and add to it, and nothing
 * else: it cannot change or delete an event or a seal, nor take away what forbids that. With one role for all only a trigger forbids it,
 * which that role could take away.
 */
final class LogOwnership {

    private static final Logger log = LoggerFactory.getLogger(LogOwnership.class);

    /** Two nodes that start at once would both change the same rows of the catalogue. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext('parley log ownership'))";

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

    private static final String ADDED_TO = "SELECT 'events.' || quote_ident(relname) FROM pg_class"
            + " WHERE relnamespace = 'events'::regnamespace AND relname IN ('event', 'seal')";

    private final DataSource application;
    private final DataSource owner;

    LogOwnership(DataSource application, DataSource owner) {
        this.application = application;
        this.owner = owner;
    }

    /**
     * Makes the log its owner's, if a version that had one role for all has made it.
     *
     * @throws StartupProblem if the owner may not have it
     */
    void take() {
        if (isOneRole() || isNotThere() || count(owner, IS_ANOTHERS) == 0) {
            return;
        }
        String former = role(application);
        asOwner("taken over from " + former, jdbc -> {
            if (jdbc.sql(IS_ANOTHERS).query(Long.class).single() == 0) {
                return; // another node was faster
            }
            jdbc.sql("ALTER SCHEMA events OWNER TO CURRENT_USER").update();
            jdbc.sql(TAKE_TABLES).update();
            jdbc.sql("REVOKE ALL ON ALL TABLES IN SCHEMA events FROM PUBLIC, " + former)
                    .update();
            jdbc.sql("REVOKE ALL ON SCHEMA events FROM PUBLIC, " + former).update();
            grant(jdbc, former); // at once, for nodes that run
            log.info("The log is {}'s from now on: {} can only read it and add to it", role(owner), former);
        });
    }

    /**
     * Lets the server's role read the log and add to it, and says so if it may do more.
     *
     * @throws StartupProblem if the owner cannot let it
     */
    void grant() {
        if (!isOneRole() && !ask(application, MAY_ALL)) {
            String role = role(application);
            asOwner("opened to " + role, jdbc -> grant(jdbc, role));
        }
        if (ask(application, MAY_CHANGE)) {
            log.warn(
                    "The role {} could change what is in the log: only a trigger is in its way, and seals would show it. Give the log an"
                            + " owner of its own (PARLEY_DB_MIGRATION_USER, docs/deployment.md)",
                    role(application));
        }
    }

    private static void grant(JdbcClient jdbc, String role) {
        jdbc.sql("GRANT USAGE ON SCHEMA events TO " + role).update();
        jdbc.sql("GRANT SELECT ON ALL TABLES IN SCHEMA events TO " + role).update();
        for (String table : jdbc.sql(ADDED_TO).query(String.class).list()) {
            jdbc.sql("GRANT INSERT ON %s TO %s".formatted(table, role)).update();
        }
    }

    private interface Work {
        void with(JdbcClient jdbc);
    }

    private void asOwner(String what, Work work) {
        try {
            new TransactionTemplate(new JdbcTransactionManager(owner)).executeWithoutResult(status -> {
                JdbcClient jdbc = JdbcClient.create(owner);
                jdbc.sql(LOCK).query((row, number) -> "").single();
                work.with(jdbc);
            });
        } catch (DataAccessException e) {
            throw new StartupProblem(
                    "The log could not be %s: the role of parley.db.migration-user must own the database and be a member of the server's role (docs/deployment.md)."
                            .formatted(what),
                    e);
        }
    }

    private boolean isOneRole() {
        return application == owner || role(application).equals(role(owner));
    }

    private boolean isNotThere() {
        return count(owner, "SELECT count(*) FROM pg_namespace WHERE nspname = 'events'") == 0;
    }

    /** As SQL has it, in quotes if need be. */
    private static String role(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("SELECT quote_ident(current_user)")
                .query(String.class)
                .single();
    }

    private static boolean ask(DataSource dataSource, String question) {
        return JdbcClient.create(dataSource).sql(question).query(Boolean.class).single();
    }

    private static long count(DataSource dataSource, String sql) {
        return JdbcClient.create(dataSource).sql(sql).query(Long.class).single();
    }
}
