package io.parley.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestPostgresTest {

    @Test
    void eachFreshDatabaseIsEmptyAndItsOwn() {
        DataSource first = TestPostgres.freshDatabase();
        DataSource second = TestPostgres.freshDatabase();
        JdbcClient.create(first).sql("CREATE TABLE mine (n int)").update();
        assertThat(tables(first)).isEqualTo(1);
        assertThat(tables(second)).isZero();
    }

    private static long tables(DataSource database) {
        return JdbcClient.create(database)
                .sql("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
                .query(Long.class)
                .single();
    }
}
