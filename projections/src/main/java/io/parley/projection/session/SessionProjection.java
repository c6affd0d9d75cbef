package io.parley.projection.session;

import io.parley.contract.id.DeviceId;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Fills {@code views.session}. */
public final class SessionProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "session";

    private static final BulkStatement<Opened> OPEN = BulkStatement.<Opened>columns()
            .id(row -> row.event().deviceId())
            .id(row -> row.event().userId())
            .sealed(row -> row.event().deviceName())
            .time(Opened::at)
            .number(Opened::position)
            .into("""
                    INSERT INTO views.session
                        (device_id, user_id, device_name, device_name_key, opened_at, position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?)
                    ON CONFLICT (device_id) DO NOTHING""");

    private static final BulkStatement<Closed> CLOSE = BulkStatement.<Closed>columns()
            .id(Closed::deviceId)
            .time(Closed::at)
            .number(Closed::position)
            .into("""
                    UPDATE views.session s
                    SET closed_at = n.closed_at, position = n.position
                    FROM (
                        SELECT device_id, min(closed_at) AS closed_at, min(position) AS position
                        FROM unnest(?, ?, ?) AS u (device_id, closed_at, position)
                        GROUP BY device_id) n
                    WHERE s.device_id = n.device_id AND s.closed_at IS NULL""");

    /** A projection that writes with these. */
    public SessionProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.session"), List.of(OPEN, CLOSE), jdbc, transactions);
    }

    @EventHandler
    void on(SessionOpened event, TrackingToken token, @Timestamp Instant at) {
        long position = positionOf(token);
        write(position, OPEN.of(new Opened(event, at, position)));
    }

    @EventHandler
    void on(SessionClosed event, TrackingToken token, @Timestamp Instant at) {
        long position = positionOf(token);
        write(position, CLOSE.of(new Closed(event.deviceId(), at, position)));
    }

    private record Opened(SessionOpened event, Instant at, long position) {}

    private record Closed(DeviceId deviceId, Instant at, long position) {}
}
