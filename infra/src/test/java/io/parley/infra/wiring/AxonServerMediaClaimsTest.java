package io.parley.infra.wiring;

import io.parley.infra.axonserver.AxonServerDouble;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

/** With the log in Axon Server media are claimed before the message's event is appended. */
class AxonServerMediaClaimsTest extends MediaClaimsTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> store() {
        return server.settings();
    }

    @Override
    boolean keptApart() {
        return true;
    }
}
