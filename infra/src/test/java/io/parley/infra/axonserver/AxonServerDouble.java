package io.parley.infra.axonserver;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/**
 * Stands for an Axon Server where there is none: its platform, command, query and event-store services as the published protocol
 * describes them, as far as this platform uses them, on a port of this machine. What is appended lies in memory and outlives
 * restarts.
 */
public final class AxonServerDouble implements AutoCloseable {

    private final DoubleLog log = new DoubleLog();
    private final EventStoreDouble events = new EventStoreDouble(log);
    private final PlatformDouble platform = new PlatformDouble();
    private CommandDouble commands = new CommandDouble();
    private QueryDouble queries = new QueryDouble();
    private Server server;
    private final int port;

    public AxonServerDouble() {
        server = started(0);
        port = server.getPort();
    }

    private Server started(int port) {
        try {
            return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                    .addService(platform)
                    .addService(events)
                    .addService(commands)
                    .addService(queries)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Host and port. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** The settings of a node that is to use it. */
    public Map<String, String> settings() {
        return Map.of(
                "parley.store", "axon-server",
                "parley.axon-server.servers", address(),
                "parley.axon-server.reconnect-interval", "100ms",
                "parley.axon-server.settle-for", "10s",
                "parley.axon-server.claim-patience", "3s",
                "parley.axon-server.local-queries", "false");
    }

    /** Breaks all connections; new ones are refused until {@link #restart()}. */
    public void stop() {
        server.shutdownNow();
        try {
            server.awaitTermination();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Comes back where it was, with all that was appended. */
    public void restart() {
        commands = new CommandDouble();
        queries = new QueryDouble();
        server = started(port);
    }

    /** The next append is carried out, but nobody hears of it. */
    public void loseNextAnswer() {
        events.failNextAppend(EventStoreDouble.Fault.ANSWER_LOST);
    }

    /** The next append is lost on its way. */
    public void loseNextAppend() {
        events.failNextAppend(EventStoreDouble.Fault.LOST);
    }

    void refuseEverybody(Status status) {
        platform.refuse(status);
    }

    /** The keys by which commands of a kind were handed on, in order. */
    public List<String> routingKeys(String command) {
        return commands.routed().stream()
                .filter(routed -> routed.command().equals(command))
                .map(CommandDouble.Routed::key)
                .toList();
    }

    /** How many queries were handed on. */
    public int queriesHandedOn() {
        return queries.handedOn();
    }

    /** How many events there are. */
    public int eventsStored() {
        return log.size();
    }

    @Override
    public void close() {
        stop();
    }
}
