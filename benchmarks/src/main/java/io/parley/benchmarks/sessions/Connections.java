package io.parley.benchmarks.sessions;

import io.parley.benchmarks.Node;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.ActivityLog;
import io.parley.infra.database.DatabaseConfiguration;
import io.parley.infra.nodes.NodesConfiguration;
import io.parley.infra.presence.PresenceConfiguration;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Users with a stream each on one of three gateways, as these have it in memory and as the table has it. */
final class Connections {

    private static final int GATEWAYS = 3;

    final List<UserId> users;

    /** What each gateway knows: whose streams it has, which in the real one is an array of streams for each user. */
    final List<Map<UserId, Object>> maps = IntStream.range(0, GATEWAYS)
            .<Map<UserId, Object>>mapToObj(any -> new ConcurrentHashMap<>())
            .toList();

    private final Node node;
    private final JdbcClient jdbc;

    Connections(Node node, int number) {
        this.node = node;
        this.jdbc = node.bean(JdbcClient.class);
        this.users = Stream.generate(UserId::random).limit(number).toList();
        jdbc.sql("INSERT INTO work.credentials (user_id, password_hash) SELECT id, 'none' FROM unnest(?::uuid[]) AS id")
                .param(new SqlArrayValue(
                        "text", users.stream().map(UserId::toString).toArray()))
                .update();
    }

    static Node startNode() throws IOException {
        return Node.start(
                Map.of(),
                DatabaseConfiguration.class,
                Time.class,
                NodesConfiguration.class,
                PresenceConfiguration.class);
    }

    /** Lets all connect at once, and tells how long it took until the table had them. */
    Duration connect() throws InterruptedException {
        ActivityLog log = node.bean(ActivityLog.class);
        List<Connected> all = new ArrayList<>();
        users.forEach(user -> all.add(new Connected(user, DeviceId.random(), UUID.randomUUID(), Instant.now())));
        long began = System.nanoTime();
        all.forEach(log::note);
        while (written() < users.size()) {
            Thread.sleep(5);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Spreads the users over the gateways, in the table and in the maps. */
    void spread() {
        for (int gateway = 0; gateway < GATEWAYS; gateway++) {
            List<UserId> some = new ArrayList<>();
            for (int i = gateway; i < users.size(); i += GATEWAYS) {
                some.add(users.get(i));
                maps.get(gateway).put(users.get(i), new Object[1]);
            }
            jdbc.sql("UPDATE work.connection SET node = ? WHERE user_id = ANY (?::uuid[])")
                    .param(UUID.randomUUID())
                    .param(new SqlArrayValue(
                            "text", some.stream().map(UserId::toString).toArray()))
                    .update();
        }
        jdbc.sql("VACUUM ANALYZE work.connection").update();
    }

    private long written() {
        return jdbc.sql("SELECT count(*) FROM work.connection")
                .query(Long.class)
                .single();
    }

    /** On how many gateways somebody is, by asking each gateway's map. */
    int inMaps(UserId user) {
        int found = 0;
        for (Map<UserId, Object> map : maps) {
            found += map.get(user) == null ? 0 : 1;
        }
        return found;
    }

    /** On how many gateways some are, by asking the table. */
    int inTable(List<UserId> some) {
        return jdbc.sql("SELECT user_id, node FROM work.connection WHERE user_id = ANY (?::uuid[])")
                .param(new SqlArrayValue(
                        "text", some.stream().map(UserId::toString).toArray()))
                .query((row, number) -> row.getObject("node", UUID.class))
                .list()
                .size();
    }

    @Configuration(proxyBeanMethods = false)
    static class Time {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }
    }
}
