package io.parley.infra.presence;

import com.zaxxer.hikari.HikariDataSource;
import io.parley.contract.id.UserId;
import io.parley.infra.postgres.TestPostgres;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Base of the tests of what gateways on one database note and tell each other. */
abstract class OnGateways {

    final HikariDataSource database = TestPostgres.freshDatabase();
    final JdbcClient jdbc = JdbcClient.create(database);
    final Activities tables = new Activities(database);
    final UserId ada = tables.user();
    final List<Gateway> started = new ArrayList<>();

    @AfterEach
    void close() {
        started.forEach(Gateway::close);
        database.close();
    }

    /** One that is closed when the test ends. */
    Gateway node() {
        return node(Gateway.settings());
    }

    /** The same, with settings of its own. */
    Gateway node(ActivityProperties settings) {
        Gateway node = Gateway.on(database, settings);
        started.add(node);
        return node;
    }
}
