package io.parley.infra.wiring;

import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The real migrations on a test's database. */
public final class TestSchemas {

    private TestSchemas() {}

    /** Migrates all schemas. */
    public static void migrate(DataSource dataSource) {
        for (String schema : List.of("events", "work", "views")) {
            Flyway.configure()
                    .dataSource(dataSource)
                    .schemas(schema)
                    .defaultSchema(schema)
                    .locations("classpath:db/" + schema)
                    .load()
                    .migrate();
        }
    }
}
