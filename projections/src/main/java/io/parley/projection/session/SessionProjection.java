package io.parley.projection.session;

import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.ending.Deletions;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Fills {@code views.session}. What devices are called goes with the account of their user. */
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
            .id(row -> row.event().deviceId())
            .word(row -> row.event().reason())
            .time(Closed::at)
            .number(Closed::position)
            .into("""
                    UPDATE views.session s
                    SET closed_at = n.closed_at, position = n.position,
                        device_name = CASE WHEN n.erased THEN NULL ELSE s.device_name END,
                        device_name_key = CASE WHEN n.erased THEN NULL ELSE s.device_name_key END
                    FROM (
                        SELECT device_id, min(closed_at) AS closed_at, min(position) AS position,
                            bool_or(reason = 'ACCOUNT_ERASED') AS erased
                        FROM unnest(?, ?, ?, ?) AS u (device_id, reason, closed_at, position)
                        GROUP BY device_id) n
                    WHERE s.device_id = n.device_id AND s.closed_at IS NULL""");

    private static final BulkStatement<Erased> ERASE = BulkStatement.<Erased>columns()
            .id(row -> row.event().userId())
            .number(Erased::position)
            .into("""
                    WITH gone AS (
                        UPDATE views.session s SET device_name = NULL, device_name_key = NULL
                        FROM unnest(?, ?) AS n (user_id, position)
                        WHERE s.user_id = n.user_id AND s.device_name_key IS NOT NULL
                        RETURNING n.position, NULL::uuid AS chat_id)
                    """ + Deletions.recordAtOnce(NAME));

    /** A projection that writes with these. */
    public SessionProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.session"), List.of(OPEN, ERASE, CLOSE), jdbc, transactions);
    }

    @EventHandler
    void on(SessionOpened event, TrackingToken token, @Timestamp Instant at) {
        long position = positionOf(token);
        write(position, OPEN.of(new Opened(event, at, position)));
    }

    @EventHandler
    void on(SessionClosed event, TrackingToken token, @Timestamp Instant at) {
        long position = positionOf(token);
        write(position, CLOSE.of(new Closed(event, at, position)));
    }

    @EventHandler
    void on(UserErased event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ERASE.of(new Erased(event, position)));
    }

    private record Opened(SessionOpened event, Instant at, long position) {}

    private record Closed(SessionClosed event, Instant at, long position) {}

    private record Erased(UserErased event, long position) {}
}
