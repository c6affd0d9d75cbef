package io.parley.e2e.faults;

import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.Settings;
import java.util.HashMap;
import java.util.Map;

/** A server that is told to go wrong, until it is started again without. */
final class Faulty implements AutoCloseable {

    final Server server;
    private final Map<String, String> settings = new HashMap<>(Settings.UNLIMITED);

    Faulty(String name, String faults, Map<String, String> more) {
        settings.put("PARLEY_FAULTS", faults);
        settings.putAll(more);
        server = Server.start(name, settings);
    }

    /** Starts it again after it ended, with nothing that goes wrong. */
    void startHealthy() {
        settings.remove("PARLEY_FAULTS");
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }
}
