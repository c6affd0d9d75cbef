package io.parley.infra.wiring;

import io.parley.infra.axonserver.AxonServerDouble;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

/** With the log in Axon Server keys follow the event that tells of their end. */
class AxonServerEndingsTest extends EndingsTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> store() {
        Map<String, String> settings = new HashMap<>(super.store());
        settings.putAll(server.settings());
        return settings;
    }

    @Override
    boolean keptInOrder() {
        return false;
    }
}
