package io.parley.infra.nodes;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** When to try again to connect: later with each failure. Says once that a connection is lost, and once that it is back. */
final class Reconnect {

    private static final Logger log = LoggerFactory.getLogger(Reconnect.class);

    private final NodesProperties settings;
    private final String what;
    private int failures;

    Reconnect(NodesProperties settings, String what) {
        this.settings = settings;
        this.what = what;
    }

    void connected() {
        if (failures > 0) {
            log.info("The connection that {} is back", what);
        }
        failures = 0;
    }

    void failed(Exception failure) {
        if (failures++ == 0) {
            log.warn("The connection that {} is lost; tried again until it is back: {}", what, failure.getMessage());
            log.debug("How it was lost", failure);
        } else {
            log.debug("The connection that {} cannot be opened yet", what, failure);
        }
    }

    void pause() throws InterruptedException {
        if (failures > 0) {
            long longest = settings.reconnectAtMost().toNanos();
            long doubled = settings.reconnectAfter().toNanos() << Math.min(failures - 1, 20);
            TimeUnit.NANOSECONDS.sleep(Math.min(longest, doubled));
        }
    }
}
