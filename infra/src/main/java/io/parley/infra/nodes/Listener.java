package io.parley.infra.nodes;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.nodes.Wire.Heard;
import io.parley.infra.postgres.DatabaseServer;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what other nodes say, on a thread and a connection of its own. What was said while it was deaf is made up for: when it
 * hears again it tells everybody to look. A connection that has been silent for long is checked.
 */
final class Listener implements ListeningThread.Ear, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    private final String node;
    private final NodesProperties settings;
    private final Map<Topic, List<Runnable>> hearers = new ConcurrentHashMap<>();
    private final Counter heard;
    private final ListeningThread thread;
    private volatile boolean listening;
    private volatile boolean othersSeen;

    Listener(DatabaseServer server, String node, NodesProperties settings, MeterRegistry meters) {
        this.node = node;
        this.settings = settings;
        this.thread = new ListeningThread(server, "listen", "listens to other nodes", settings, this);
        this.heard = Counter.builder("parley.log.notify.heard")
                .description("Notifications of other nodes")
                .register(meters);
        Gauge.builder("parley.log.listening", this, listener -> listener.listening ? 1 : 0)
                .description("Whether this node hears other nodes; if not, it polls")
                .register(meters);
    }

    void start() {
        thread.start();
    }

    boolean isListening() {
        return listening;
    }

    /** Whether no other node was ever seen, by one who would have. */
    boolean isAlone() {
        return listening && !othersSeen;
    }

    void onHeard(Topic topic, Runnable hearer) {
        hearers.computeIfAbsent(topic, any -> new CopyOnWriteArrayList<>()).add(hearer);
    }

    @Override
    public void begin(Wire opened) throws SQLException {
        opened.listen();
        opened.send(node, Set.of());
        countOthers(opened);
        listening = true;
        tell(EnumSet.allOf(Topic.class));
    }

    @Override
    public void hear(Wire opened) throws SQLException {
        List<Heard> all = opened.receive(settings.silence().toMillis());
        if (all.isEmpty()) {
            countOthers(opened);
        }
        Set<Topic> topics = EnumSet.noneOf(Topic.class);
        for (Heard one : all) {
            if (!one.node().equals(node)) {
                heard.increment();
                othersSeen = true;
                topics.addAll(one.topics());
            }
        }
        tell(topics);
    }

    private void countOthers(Wire opened) throws SQLException {
        if (opened.listeners() > 1) {
            othersSeen = true;
        }
    }

    /** Whoever sleeps for as long as a listener may is woken, to look more often from now on. */
    @Override
    public void deaf() {
        boolean heardBefore = listening;
        listening = false;
        if (heardBefore) {
            tell(EnumSet.allOf(Topic.class));
        }
    }

    private void tell(Set<Topic> topics) {
        for (Topic topic : topics) {
            for (Runnable hearer : hearers.getOrDefault(topic, List.of())) {
                try {
                    hearer.run();
                } catch (RuntimeException e) {
                    log.warn("One who was to hear of {} failed", topic, e);
                }
            }
        }
    }

    @Override
    public void close() {
        thread.close();
        listening = false;
    }
}
