package io.parley.api.testing;

import io.parley.contract.id.DeviceId;
import io.parley.contract.session.OpenConnections;
import io.parley.contract.session.OpenConnections.OpenConnection;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One stream, whoever is asked for. */
final class FakeConnections {

    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private FakeConnections() {}

    static OpenConnections open() {
        return new OpenConnections(
                List.of(new OpenConnection(
                        UUID.randomUUID(), DeviceId.random(), UUID.randomUUID(), NOON, NOON.plusSeconds(5))),
                false);
    }
}
