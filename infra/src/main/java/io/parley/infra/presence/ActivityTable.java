package io.parley.infra.presence;

import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables of what devices do. Nothing is written of an account that was erased: it has no credentials any more. Statements join the
 * current transaction. Blocking.
 */
final class ActivityTable {

    private static final String HISTORY = """
            INSERT INTO work.activity (at, user_id, device_id, node, kind, connection_id)
            SELECT n.at, n.user_id, n.device_id, CAST(:node AS uuid), n.kind, n.connection_id
            FROM unnest(CAST(:ats AS timestamptz[]), CAST(:users AS uuid[]), CAST(:devices AS uuid[]), CAST(:kinds AS text[]),
                CAST(:connections AS uuid[])) AS n (at, user_id, device_id, kind, connection_id)
            WHERE EXISTS (SELECT FROM work.credentials c WHERE c.user_id = n.user_id)""";

    /** One that is there already is of this gateway, under the name that it had, or was written and one did not hear of it. */
    private static final String OPEN = """
            INSERT INTO work.connection (connection_id, user_id, device_id, node, since)
            SELECT n.connection_id, n.user_id, n.device_id, CAST(:node AS uuid), n.at
            FROM unnest(CAST(:connections AS uuid[]), CAST(:users AS uuid[]), CAST(:devices AS uuid[]), CAST(:ats AS timestamptz[]))
                AS n (connection_id, user_id, device_id, at)
            WHERE EXISTS (SELECT FROM work.credentials c WHERE c.user_id = n.user_id)
            ON CONFLICT (connection_id) DO UPDATE SET node = excluded.node""";

    private static final String CLOSE =
            "DELETE FROM work.connection WHERE connection_id = ANY (CAST(:connections AS uuid[]))";

    /**
     * Users in an order that is the same on all nodes: who locks rows in one order does not wait in a circle. An account is kept from
     * being erased meanwhile, so that its row does not come after that; one that is being erased is left out. No clock runs ahead of the
     * database's.
     */
    private static final String SEEN = """
            INSERT INTO work.last_seen AS old (user_id, at)
            SELECT n.user_id, least(max(n.at), clock_timestamp())
            FROM unnest(CAST(:users AS uuid[]), CAST(:ats AS timestamptz[])) AS n (user_id, at)
            JOIN (SELECT user_id FROM work.credentials WHERE user_id = ANY (CAST(:users AS uuid[]))
                FOR KEY SHARE SKIP LOCKED) known USING (user_id)
            GROUP BY n.user_id ORDER BY n.user_id
            ON CONFLICT (user_id) DO UPDATE SET at = excluded.at WHERE old.at < excluded.at""";

    private final JdbcClient jdbc;

    ActivityTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Writes all that a batch has. */
    void write(UUID node, Batch batch, Days days) {
        history(node, batch.all(), days);
        open(node, batch.open(), days);
        close(batch.disconnected());
        seen(batch.active(), days);
    }

    /** Writes only that something happened. */
    void history(UUID node, List<? extends Activity> all, Days days) {
        if (!all.isEmpty()) {
            jdbc.sql(HISTORY)
                    .param("node", node)
                    .param("ats", texts(all, one -> days.within(one.at())))
                    .param("users", texts(all, Activity::userId))
                    .param("devices", texts(all, Activity::deviceId))
                    .param("kinds", texts(all, ActivityTable::kind))
                    .param("connections", texts(all, ActivityTable::connection))
                    .update();
        }
    }

    private void open(UUID node, List<Connected> begun, Days days) {
        if (!begun.isEmpty()) {
            jdbc.sql(OPEN)
                    .param("node", node)
                    .param("connections", texts(begun, Connected::connectionId))
                    .param("users", texts(begun, Connected::userId))
                    .param("devices", texts(begun, Connected::deviceId))
                    .param("ats", texts(begun, one -> days.within(one.at())))
                    .update();
        }
    }

    private void close(List<Disconnected> ended) {
        if (!ended.isEmpty()) {
            jdbc.sql(CLOSE)
                    .param("connections", texts(ended, Disconnected::connectionId))
                    .update();
        }
    }

    private void seen(List<UserWasActive> active, Days days) {
        if (!active.isEmpty()) {
            jdbc.sql(SEEN)
                    .param("users", texts(active, UserWasActive::userId))
                    .param("ats", texts(active, one -> days.within(one.at())))
                    .update();
        }
    }

    private static String kind(Activity activity) {
        if (activity instanceof Connected) {
            return "CONNECTED";
        }
        return activity instanceof Disconnected ? "DISCONNECTED" : "ACTIVE";
    }

    private static @Nullable UUID connection(Activity activity) {
        if (activity instanceof Connected begun) {
            return begun.connectionId();
        }
        return activity instanceof Disconnected ended ? ended.connectionId() : null;
    }

    private static <T> @Nullable String[] texts(List<? extends T> some, Function<T, @Nullable Object> value) {
        @Nullable String[] texts = new @Nullable String[some.size()];
        for (int i = 0; i < texts.length; i++) {
            Object one = value.apply(some.get(i));
            texts[i] = one == null ? null : one.toString();
        }
        return texts;
    }
}
