package io.parley.infra.nodes;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.infra.postgres.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The other nodes on this database, as far as this one can tell. A node that is alone tells nobody anything; once another was
 * seen, this one never takes itself for alone again.
 *
 * <p>What is told may be lost, and comes without content: whoever hears looks for itself, and looks now and then anyhow.
 */
public final class Nodes implements AutoCloseable {

    private final DatabaseServer server;
    private final NodesProperties settings;
    private final Listener listener;
    private final Notifier notifier;

    Nodes(DatabaseServer server, NodesProperties settings, MeterRegistry meters) {
        this.server = server;
        this.settings = settings;
        String node = UUID.randomUUID().toString();
        this.listener = new Listener(server, node, settings, meters);
        this.notifier = new Notifier(server, node, settings, meters);
    }

    /** Whether any node works on a database, as far as one can tell who is none. */
    public static boolean areOn(Connection database) throws SQLException {
        return Wire.listeners(database) > 0;
    }

    void start() {
        listener.start();
        notifier.start();
    }

    /** Tells the others that there is something new. Never blocks for long; does nothing on a node that is alone. */
    public void tell(Topic topic) {
        if (!isAlone()) {
            notifier.tell(topic);
        }
    }

    /**
     * Runs something, which must be short, when another node has told of something new; and when this node begins to hear others
     * or ceases to, for then it may have missed something.
     */
    public void onHeard(Topic topic, Runnable hearer) {
        listener.onHeard(topic, hearer);
    }

    /**
     * Begins to hear what nodes send on a channel of its own.
     *
     * @param name what it is called: lower case letters
     */
    public NodeChannel channel(String name, NodeChannel.Hearer hearer) {
        NodeChannel channel = new NodeChannel(server, name, settings, hearer);
        channel.start();
        return channel;
    }

    /** Whether others can be heard just now. If not, one must look oneself, and more often. */
    public boolean isListening() {
        return listener.isListening();
    }

    /** Whether there is certainly no other node, and was none since this one began. In doubt there is one. */
    public boolean isAlone() {
        return listener.isAlone();
    }

    @Override
    public void close() {
        notifier.close();
        listener.close();
    }
}
