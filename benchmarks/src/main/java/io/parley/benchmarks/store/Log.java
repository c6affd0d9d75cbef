package io.parley.benchmarks.store;

import io.parley.benchmarks.Node;
import io.parley.benchmarks.Progress;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.postgres.DatabaseServer;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A log that is filled with so many events at once, and read in the two ways in which it is read: its end, and one aggregate.
 * Each chat has a hundred events, which lie as far apart as those of chats that go on at the same time.
 */
final class Log {

    static final int EVENTS_OF_A_CHAT = 100;
    static final int PAGE = 500;

    private static final int CHUNK = 100_000;
    private static final String CHAT = "md5('chat ' || %s)::uuid::text";

    private final Node node;
    private final long size;

    Log(Node node, long size) {
        this.node = node;
        this.size = size;
    }

    private long chats() {
        return Math.max(1, size / EVENTS_OF_A_CHAT);
    }

    /** Empties the log and fills it. */
    void fill(Progress progress) {
        LongConsumer said = done -> progress.step("%,d of %,d events are in the log", done, size);
        DatabaseServer server = node.bean(DatabaseServer.class)
                .owner(); // who alone may empty it; and not the pool: it ends statements that take long
        SingleConnectionDataSource connection =
                new SingleConnectionDataSource(server.jdbcUrl(), server.user(), server.password(), true);
        try {
            JdbcClient jdbc = JdbcClient.create(connection);
            jdbc.sql("SET synchronous_commit = off").update();
            empty(jdbc);
            insert(jdbc, said);
            jdbc.sql("VACUUM (ANALYZE) events.event").update();
        } finally {
            connection.destroy();
        }
    }

    private static void empty(JdbcClient jdbc) {
        jdbc.sql("ALTER TABLE events.event DISABLE TRIGGER event_append_only").update();
        jdbc.sql("TRUNCATE events.event").update();
        jdbc.sql("ALTER TABLE events.event ENABLE TRIGGER event_append_only").update();
    }

    private void insert(JdbcClient jdbc, LongConsumer said) {
        String type = node.bean("eventSerializer", Serializer.class)
                .typeForClass(MessageSent.class)
                .getName();
        for (long from = 0; from < size; from += CHUNK) {
            long upTo = Math.min(size, from + CHUNK);
            jdbc.sql(
                            "INSERT INTO events.event (position, event_id, aggregate_type, aggregate_id, sequence_number, type,"
                                    + " revision, payload, metadata, recorded_at)"
                                    + " SELECT n, gen_random_uuid(), 'Chat', " + CHAT.formatted("((n - 1) % :chats)")
                                    + ", (n - 1) / :chats,"
                                    + " :type, '1', decode(repeat(md5(n::text), 4), 'hex'), '{}', now()"
                                    + " FROM generate_series(:first, :last) AS n")
                    .param("chats", chats())
                    .param("type", type)
                    .param("first", from + 1)
                    .param("last", upTo)
                    .update();
            if (upTo % (10 * CHUNK) == 0) {
                said.accept(upTo);
            }
        }
    }

    /** How long it takes to read the last page of the log, in milliseconds; the mean of so many times. */
    double readTail(int times) {
        EventStorageEngine engine = node.bean(EventStorageEngine.class);
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) {
            long head = head();
            try (Stream<? extends TrackedEventMessage<?>> events =
                    engine.readEvents(new GlobalSequenceTrackingToken(head - PAGE), false)) {
                require(PAGE, events.count());
            }
        }
        return (System.nanoTime() - began) / 1e6 / times;
    }

    /** How long it takes to read all of a chat, in milliseconds; the mean of so many chats. */
    double readChats(int times) {
        EventStorageEngine engine = node.bean(EventStorageEngine.class);
        List<String> chats = someChats(times);
        long began = System.nanoTime();
        for (String chat : chats) {
            require(EVENTS_OF_A_CHAT, engine.readEvents(chat).asStream().count());
        }
        return (System.nanoTime() - began) / 1e6 / times;
    }

    private List<String> someChats(int count) {
        SplittableRandom random = new SplittableRandom();
        Long[] numbers = random.longs(count, 0, chats()).boxed().toArray(Long[]::new);
        return JdbcClient.create(node.bean(DataSource.class))
                .sql("SELECT " + CHAT.formatted("n") + " FROM unnest(?) AS n")
                .param(numbers)
                .query(String.class)
                .list();
    }

    private long head() {
        return ((GlobalSequenceTrackingToken)
                        node.bean(EventStorageEngine.class).createHeadToken())
                .getGlobalIndex();
    }

    private static void require(long expected, long read) {
        if (read != expected) {
            throw new IllegalStateException("%d events were read instead of %d".formatted(read, expected));
        }
    }
}
