package io.parley.infra.saga;

import io.parley.infra.axonserver.AxonServerDouble;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;

/** The same with the log in Axon Server, by way of which the sagas' commands then go. */
class AxonServerSagasTest extends SagasTest {

    @AutoClose
    private final AxonServerDouble server = new AxonServerDouble();

    @Override
    Map<String, String> store() {
        return server.settings();
    }
}
