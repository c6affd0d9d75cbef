package io.parley.infra.startup;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.context.SmartLifecycle;

/**
 * What sends commands by itself. It starts when these are handled, here or by way of Axon Server, and stops while they still are:
 * otherwise each start and stop of a node would look to it like a failure. Where a recorded log is run again it does not start at all: what
 * it did then is in that log.
 */
public abstract class CommandSender implements SmartLifecycle, BeanFactoryAware {

    /** After the buses, whose phases are below, and before the web server. */
    private static final int PHASE = 3000;

    private volatile boolean running;
    private boolean idle;

    /** Begins to send. */
    protected abstract void begin();

    /** Sends no more, and waits for what is under way. */
    protected abstract void end();

    @Override
    public final void setBeanFactory(BeanFactory beans) {
        idle = beans.getBeanProvider(RecordedLog.class).getIfAvailable() != null;
    }

    @Override
    public final boolean isAutoStartup() {
        return !idle;
    }

    @Override
    public final void start() {
        running = true;
        begin();
    }

    @Override
    public final void stop() {
        running = false;
        end();
    }

    @Override
    public final boolean isRunning() {
        return running;
    }

    @Override
    public final int getPhase() {
        return PHASE;
    }
}
