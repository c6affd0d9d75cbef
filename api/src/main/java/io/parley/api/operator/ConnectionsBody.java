package io.parley.api.operator;

import io.parley.contract.session.OpenConnections;
import io.parley.contract.session.OpenConnections.OpenConnection;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/**
 * A user's open streams, as JSON.
 *
 * @param more whether there are more than these
 */
@Schema(name = "Connections")
record ConnectionsBody(List<Item> items, boolean more) {

    static ConnectionsBody of(OpenConnections open) {
        return new ConnectionsBody(open.items().stream().map(Item::of).toList(), open.more());
    }

    /**
     * A stream that is open.
     *
     * @param node on which gateway, by the name that it bears since it registered; its log tells it
     * @param heartbeatAt when that gateway said last that it lives
     */
    @Schema(name = "Connection")
    record Item(
            @Schema(format = "uuid") String connectionId,
            @Schema(format = "uuid") String deviceId,
            @Schema(format = "uuid") String node,
            Instant since,
            Instant heartbeatAt) {

        static Item of(OpenConnection open) {
            return new Item(
                    open.connectionId().toString(),
                    open.deviceId().toString(),
                    open.node().toString(),
                    open.since(),
                    open.heartbeatAt());
        }
    }
}
