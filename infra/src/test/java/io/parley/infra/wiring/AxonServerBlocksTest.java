package io.parley.infra.wiring;

import io.parley.infra.axonserver.AxonServerDouble;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

/** With the log in Axon Server blocks are noted before their event, and hold as well. */
class AxonServerBlocksTest extends BlocksTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> store() {
        return server.settings();
    }
}
