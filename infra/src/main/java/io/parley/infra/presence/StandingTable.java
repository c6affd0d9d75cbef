package io.parley.infra.presence;

import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.UserWasActive;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads how things stand: which streams are open on living gateways, and what users did just before. In pages. Blocking. */
final class StandingTable {

    /** For so long somebody counts as active. */
    private static final Duration RECENT = Duration.ofMinutes(2);

    private static final UUID FIRST = new UUID(0, 0);

    private static final String CONNECTIONS = """
            SELECT c.user_id, c.device_id, c.connection_id, c.since AS at
            FROM work.connection c JOIN work.gateway g ON g.node = c.node
            WHERE g.removed_at IS NULL AND g.heartbeat_at > now() - make_interval(secs => :lease)
                AND c.node <> :except AND c.connection_id > :after
            ORDER BY c.connection_id LIMIT :most""";

    private static final String ACTIVE = """
            SELECT DISTINCT ON (user_id) user_id, device_id, at FROM work.activity
            WHERE at > now() - make_interval(secs => :recent) AND kind = 'ACTIVE' AND user_id > :after
            ORDER BY user_id, at DESC LIMIT :most""";

    private final JdbcClient jdbc;
    private final ActivityProperties settings;

    StandingTable(JdbcClient jdbc, ActivityProperties settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** How things stand, but for the connections of one gateway. */
    List<Activity> read(UUID except) {
        List<Activity> all = new ArrayList<>();
        pages(after -> connections(except, after), Connected::connectionId, all);
        pages(this::active, one -> one.userId().value(), all);
        return all;
    }

    private <A extends Activity> void pages(Function<UUID, List<A>> page, Function<A, UUID> key, List<Activity> all) {
        List<A> next = page.apply(FIRST);
        all.addAll(next);
        while (next.size() == settings.batch()) {
            next = page.apply(key.apply(next.get(next.size() - 1)));
            all.addAll(next);
        }
    }

    private List<Connected> connections(UUID except, UUID after) {
        return jdbc.sql(CONNECTIONS)
                .param("lease", settings.lease().toMillis() / 1000.0)
                .param("except", except)
                .param("after", after)
                .param("most", settings.batch())
                .query((row, number) ->
                        new Connected(user(row), device(row), row.getObject("connection_id", UUID.class), at(row)))
                .list();
    }

    private List<UserWasActive> active(UUID after) {
        return jdbc.sql(ACTIVE)
                .param("recent", RECENT.toSeconds())
                .param("after", after)
                .param("most", settings.batch())
                .query((row, number) -> new UserWasActive(user(row), device(row), at(row)))
                .list();
    }

    private static UserId user(ResultSet row) throws SQLException {
        return new UserId(row.getObject("user_id", UUID.class));
    }

    private static DeviceId device(ResultSet row) throws SQLException {
        return new DeviceId(row.getObject("device_id", UUID.class));
    }

    private static Instant at(ResultSet row) throws SQLException {
        return row.getObject("at", OffsetDateTime.class).toInstant();
    }
}
