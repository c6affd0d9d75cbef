package io.parley.infra.axon;

import org.axonframework.config.Configuration;
import org.springframework.context.SmartLifecycle;

/** Starts Axon before anything serves clients, and stops it after. */
final class AxonLifecycle implements SmartLifecycle {

    /** Well before the web server's, which is close to the end. */
    static final int PHASE = 0;

    private final Configuration configuration;
    private volatile boolean running;

    AxonLifecycle(Configuration configuration) {
        this.configuration = configuration;
    }

    @Override
    public void start() {
        configuration.start();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        configuration.shutdown();
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
