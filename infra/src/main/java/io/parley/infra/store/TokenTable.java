package io.parley.infra.store;

import io.parley.infra.nodes.Nodes;
import io.parley.infra.nodes.Topic;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells {@link TokenProgress} what the table of tokens says: at the start; when other nodes tell that they got on, at once if
 * somebody waits and else now and then; and now and then while somebody waits, should that not have been told.
 */
final class TokenTable implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TokenTable.class);

    /** Axon keeps a setting of its own among the tokens; its name begins with this. */
    private static final String NO_PROJECTION = "\\_\\_%";

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final TokenProgress progress;
    private final Duration interval;
    private final Nodes nodes;
    private final ScheduledExecutorService thread;
    private final AtomicBoolean told = new AtomicBoolean();
    private final AtomicBoolean readingSoon = new AtomicBoolean();

    TokenTable(DataSource dataSource, Serializer serializer, TokenProgress progress, Nodes nodes, Duration interval) {
        this.jdbc = JdbcClient.create(dataSource);
        this.serializer = serializer;
        this.progress = progress;
        this.nodes = nodes;
        this.interval = interval;
        this.thread = new ScheduledThreadPoolExecutor(
                1, TokenTable::daemon, new ThreadPoolExecutor.DiscardPolicy()); // who asks at the end gets no answer
    }

    /** Reads once at once, then when needed. */
    void start() {
        read();
        nodes.onHeard(Topic.PROGRESS, this::hear);
        progress.onWait(this::readIfTold);
        long every = interval.toMillis();
        thread.scheduleWithFixedDelay(this::readIfNeeded, every, every, TimeUnit.MILLISECONDS);
    }

    private static Thread daemon(Runnable task) {
        Thread daemon = new Thread(task, "parley-token-table");
        daemon.setDaemon(true);
        return daemon;
    }

    private void hear() {
        told.set(true);
        if (progress.isAwaitedFor(Duration.ZERO)) {
            readIfTold();
        }
    }

    /** Never blocks, and asks for one reading at a time. */
    private void readIfTold() {
        if (told.get() && readingSoon.compareAndSet(false, true)) {
            thread.execute(() -> {
                readingSoon.set(false);
                readIfNeeded();
            });
        }
    }

    private void readIfNeeded() {
        try {
            if (told.getAndSet(false) || !nodes.isListening() || progress.isAwaitedFor(interval)) {
                read();
            }
        } catch (RuntimeException e) {
            told.set(true);
            log.debug("The tokens cannot be read just now", e);
        }
    }

    private void read() {
        Map<String, Map<Integer, @Nullable TrackingToken>> tokens = new HashMap<>();
        rows().forEach(row ->
                tokens.computeIfAbsent(row.projection, any -> new HashMap<>()).put(row.segment, row.token));
        tokens.forEach(progress::read);
    }

    private List<Row> rows() {
        return jdbc.sql("SELECT processorname, segment, token, tokentype FROM work.token"
                        + " WHERE processorname NOT LIKE ?")
                .param(NO_PROJECTION)
                .query((row, number) -> new Row(row.getString("processorname"), row.getInt("segment"), token(row)))
                .list();
    }

    private @Nullable TrackingToken token(ResultSet row) throws SQLException {
        byte[] bytes = row.getBytes("token");
        if (bytes == null) {
            return null;
        }
        return serializer.deserialize(
                new SimpleSerializedObject<>(bytes, byte[].class, row.getString("tokentype"), null));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private record Row(
            String projection, int segment, @Nullable TrackingToken token) {}
}
