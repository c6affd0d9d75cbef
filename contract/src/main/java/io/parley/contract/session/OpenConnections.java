package io.parley.contract.session;

import io.parley.contract.id.DeviceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The answer to {@link SessionQuery.FindConnections}.
 *
 * @param items the newest first
 * @param more whether there are more
 */
public record OpenConnections(List<OpenConnection> items, boolean more) {

    /**
     * A stream that is open.
     *
     * @param connectionId the stream
     * @param deviceId of which device
     * @param node on which gateway; a gateway has a new name each time that it registers, which its log tells
     * @param since when it was opened
     * @param heartbeatAt when that gateway renewed its lease last; after 20 seconds without, its streams count as ended
     */
    public record OpenConnection(UUID connectionId, DeviceId deviceId, UUID node, Instant since, Instant heartbeatAt) {}
}
