package io.parley.api.events;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Ends all streams before the web server begins to wait for its requests to end, which streams never would by themselves. */
final class StreamShutdown implements SmartLifecycle {

    private final StreamRegistry streams;
    private volatile boolean running;

    StreamShutdown(StreamRegistry streams) {
        this.streams = streams;
    }

    @Override
    public void start() {
        streams.reopen();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        streams.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE + 1;
    }
}
