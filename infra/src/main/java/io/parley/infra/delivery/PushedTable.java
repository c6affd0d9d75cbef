package io.parley.infra.delivery;

import io.parley.contract.id.UserId;
import io.parley.infra.store.StoreFailures;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code work.pushed}: for each device the parts of the log that were pushed to it. Blocking. */
final class PushedTable {

    /** Nodes that write the same device at once wait for each other, and what each has is added. */
    private static final String ADD = """
            INSERT INTO work.pushed AS old (user_id, device_id, ranges, pushed_at)
            SELECT n.user_id, n.device_id, n.ranges::int8multirange, now()
            FROM unnest(CAST(:users AS uuid[]), CAST(:devices AS uuid[]), :ranges) AS n (user_id, device_id, ranges)
            ON CONFLICT (user_id, device_id) DO UPDATE SET pushed_at = excluded.pushed_at, ranges = (
                SELECT range_agg(newest.part) FROM (
                    SELECT part FROM unnest(old.ranges + excluded.ranges) AS parts (part)
                    ORDER BY upper(part) DESC LIMIT :most) newest)""";

    private static final String COUNT = """
            SELECT p.user_id, count(*) AS devices
            FROM unnest(CAST(:users AS uuid[]), :positions) AS n (user_id, position)
            JOIN work.pushed p ON p.user_id = n.user_id AND p.ranges @> n.position
            GROUP BY p.user_id""";

    private static final String REMOVE = """
            DELETE FROM work.pushed WHERE (user_id, device_id) IN (
                SELECT user_id, device_id FROM work.pushed
                WHERE pushed_at < now() - make_interval(secs => :seconds) LIMIT :most)
            AND pushed_at < now() - make_interval(secs => :seconds)""";

    private final JdbcClient jdbc;
    private final PushedProperties settings;

    PushedTable(JdbcClient jdbc, PushedProperties settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Adds what was pushed to some devices, each of them once and in order, in one statement. */
    void add(List<Map.Entry<Device, Ranges>> some) {
        jdbc.sql(ADD)
                .param("users", texts(some, one -> one.getKey().userId()))
                .param("devices", texts(some, one -> one.getKey().deviceId()))
                .param("ranges", texts(some, Map.Entry::getValue))
                .param("most", settings.ranges())
                .update();
    }

    /** See {@link io.parley.contract.delivery.PushedDevices#count}. */
    Map<UserId, Integer> count(Map<UserId, Long> positions) {
        if (positions.isEmpty()) {
            return Map.of();
        }
        List<Map.Entry<UserId, Long>> asked = List.copyOf(positions.entrySet());
        try {
            return jdbc
                    .sql(COUNT)
                    .param("users", texts(asked, Map.Entry::getKey))
                    .param("positions", asked.stream().map(Map.Entry::getValue).toArray(Long[]::new))
                    .query((row, number) ->
                            Map.entry(new UserId(row.getObject("user_id", UUID.class)), row.getInt("devices")))
                    .list()
                    .stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    private static <T> String[] texts(List<T> some, Function<T, Object> value) {
        return some.stream().map(value).map(Object::toString).toArray(String[]::new);
    }

    /** Removes some of the devices to which nothing was pushed for long, and tells whether there may be more. */
    boolean tidy() {
        return jdbc.sql(REMOVE)
                        .param("seconds", settings.keep().toSeconds())
                        .param("most", settings.batch())
                        .update()
                == settings.batch();
    }
}
