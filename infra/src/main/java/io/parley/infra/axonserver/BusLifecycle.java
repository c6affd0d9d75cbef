package io.parley.infra.axonserver;

import io.axoniq.axonserver.connector.AxonServerConnection;
import io.axoniq.axonserver.connector.Registration;
import io.axoniq.axonserver.connector.query.QueryDefinition;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.axonframework.axonserver.connector.AxonServerConnectionManager;
import org.axonframework.axonserver.connector.command.AxonServerCommandBus;
import org.axonframework.axonserver.connector.query.AxonServerQueryBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the buses take messages, which others may send only once they are known to be handled here, and at the end tells the server to send no more, before this node's queues are closed: what comes
 * then goes to other nodes.
 */
final class BusLifecycle implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BusLifecycle.class);

    /** Stops after the web server, and before the queue of commands. */
    private static final int PHASE = 2000;

    private static final long PATIENCE_SECONDS = 5;

    private final AxonServerConnectionManager connections;
    private final AxonServerCommandBus commands;
    private final AxonServerQueryBus queries;
    private volatile boolean running;

    BusLifecycle(AxonServerConnectionManager connections, AxonServerCommandBus commands, AxonServerQueryBus queries) {
        this.connections = connections;
        this.commands = commands;
        this.queries = queries;
    }

    @Override
    public void start() {
        commands.start();
        queries.start();
        awaitSubscriptions(connections.getConnection());
        running = true;
    }

    /**
     * Waits until the server knows what this node handles: it takes subscriptions in order, so that the last one stands for all.
     * Otherwise the first messages might find nobody.
     */
    private static void awaitSubscriptions(AxonServerConnection connection) {
        String last = "parley-started-" + UUID.randomUUID();
        Registration command = connection
                .commandChannel()
                .registerCommandHandler(
                        any -> CompletableFuture.failedFuture(new IllegalStateException(last)), 1, last);
        Registration query = connection
                .queryChannel()
                .registerQueryHandler((any, answers) -> answers.complete(), new QueryDefinition(last, Void.class));
        try {
            command.awaitAck(PATIENCE_SECONDS, TimeUnit.SECONDS);
            query.awaitAck(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException | RuntimeException e) {
            log.warn(
                    "Axon Server does not confirm what this node handles; it may take a while until all is handled", e);
        } finally {
            command.cancel();
            query.cancel();
        }
    }

    @Override
    public void stop() {
        running = false;
        queries.disconnect();
        await(commands.disconnect());
        await(CompletableFuture.allOf(commands.shutdownDispatching(), queries.shutdownDispatching()));
    }

    private static void await(CompletableFuture<Void> step) {
        try {
            step.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            log.warn("Messages that came from Axon Server are still under way");
        } catch (Exception e) {
            log.warn("The buses could not be stopped in order", e);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
