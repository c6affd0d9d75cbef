package io.parley.infra.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.id.UserId;
import io.parley.infra.postgres.TestPostgres;
import io.parley.infra.wiring.TestSchemas;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is left of an account in tables that no event tells of. */
class RemainsTest {

    private final HikariDataSource database = TestPostgres.freshDatabase();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Remains remains = new Remains(jdbc, Clock.systemUTC());
    private final UserId ada = UserId.random();
    private final UserId ben = UserId.random();

    RemainsTest() {
        TestSchemas.migrate(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whatAnAccountsDevicesDidGoesWithItOnAllDaysAndWhatOthersDidStays() {
        day("20260301", "2026-03-01", "2026-03-02");
        day("20260302", "2026-03-02", "2026-03-03");
        for (UserId user : List.of(ada, ben)) {
            insert("activity (user_id, at, device_id, node, kind)", "'2026-03-01', %1$s, %1$s, 'ACTIVE'", user);
            insert("activity (user_id, at, device_id, node, kind)", "'2026-03-02', %1$s, %1$s, 'ACTIVE'", user);
            insert("last_seen (user_id, at)", "'2026-03-02'", user);
            insert("connection (user_id, connection_id, device_id, node, since)", "%1$s, %1$s, %1$s, now()", user);
        }

        remains.removeActivity(ada);
        remains.removeActivity(ada);

        assertThat(rows("activity", ada)).isZero();
        assertThat(rows("last_seen", ada)).isZero();
        assertThat(rows("connection", ada)).isZero();
        assertThat(rows("activity", ben)).isEqualTo(2);
        assertThat(rows("last_seen", ben)).isEqualTo(1);
        assertThat(rows("connection", ben)).isEqualTo(1);
    }

    private void day(String name, String from, String to) {
        jdbc.sql("CREATE TABLE work.activity_%s PARTITION OF work.activity FOR VALUES FROM ('%s') TO ('%s')"
                        .formatted(name, from, to))
                .update();
    }

    private void insert(String into, String values, UserId user) {
        jdbc.sql("INSERT INTO work." + into + " VALUES (?, " + values.formatted("gen_random_uuid()") + ")")
                .param(user.value())
                .update();
    }

    private long rows(String table, UserId user) {
        return jdbc.sql("SELECT count(*) FROM work." + table + " WHERE user_id = ?")
                .param(user.value())
                .query(Long.class)
                .single();
    }
}
