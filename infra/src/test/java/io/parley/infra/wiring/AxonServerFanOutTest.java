package io.parley.infra.wiring;

import io.parley.infra.axonserver.AxonServerDouble;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

/** Groups' messages on their way with the log in Axon Server. */
class AxonServerFanOutTest extends FanOutTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> store() {
        Map<String, String> settings = new HashMap<>(super.store());
        settings.putAll(server.settings());
        return settings;
    }
}
