package io.parley.projection.user;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.UserId;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserRegistered;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.ending.Deletions;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Fills {@code views.user_profile}. */
public final class UserProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "user";

    private static final BulkStatement<Registered> REGISTER = BulkStatement.<Registered>columns()
            .id(row -> row.event().userId())
            .sealed(row -> row.event().handle())
            .sealed(row -> row.event().displayName())
            .word(row -> row.event().lastSeen())
            .number(Registered::position)
            .into("""
                    INSERT INTO views.user_profile
                        (user_id, handle, handle_key, display_name, display_name_key, last_seen, position)
                    SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (user_id) DO NOTHING""");

    /** Of several changes in a batch each column takes the newest that is not null, and none that was applied before. */
    private static final BulkStatement<Changed> CHANGE = BulkStatement.<Changed>columns()
            .id(Changed::userId)
            .sealed(Changed::displayName)
            .word(Changed::lastSeen)
            .number(Changed::position)
            .into("""
                    UPDATE views.user_profile p
                    SET display_name = coalesce(c.display_name, p.display_name),
                        display_name_key = coalesce(c.display_name_key, p.display_name_key),
                        last_seen = coalesce(c.last_seen, p.last_seen),
                        position = c.position
                    FROM (
                        SELECT n.user_id, max(n.position) AS position,
                            (array_agg(n.display_name ORDER BY n.position DESC)
                                FILTER (WHERE n.display_name IS NOT NULL))[1] AS display_name,
                            (array_agg(n.display_name_key ORDER BY n.position DESC)
                                FILTER (WHERE n.display_name_key IS NOT NULL))[1] AS display_name_key,
                            (array_agg(n.last_seen ORDER BY n.position DESC)
                                FILTER (WHERE n.last_seen IS NOT NULL))[1] AS last_seen
                        FROM unnest(?, ?, ?, ?, ?) AS n (user_id, display_name, display_name_key, last_seen, position)
                        JOIN views.user_profile o ON o.user_id = n.user_id AND o.position < n.position
                        GROUP BY n.user_id) c
                    WHERE p.user_id = c.user_id""");

    private static final BulkStatement<Erased> ERASE = BulkStatement.<Erased>columns()
            .id(row -> row.event().userId())
            .number(Erased::position)
            .into("""
                    WITH gone AS (
                        DELETE FROM views.user_profile p USING unnest(?, ?) AS n (user_id, position)
                        WHERE p.user_id = n.user_id
                        RETURNING n.position, NULL::uuid AS chat_id)
                    """ + Deletions.recordAtOnce(NAME));

    /** A projection that writes with these. */
    public UserProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.user_profile"), List.of(REGISTER, CHANGE, ERASE), jdbc, transactions);
    }

    @EventHandler
    void on(UserRegistered event, TrackingToken token) {
        long position = positionOf(token);
        write(position, REGISTER.of(new Registered(event, position)));
    }

    @EventHandler
    void on(ProfileChanged event, TrackingToken token) {
        long position = positionOf(token);
        write(position, CHANGE.of(new Changed(event.userId(), event.displayName(), event.lastSeen(), position)));
    }

    @EventHandler
    void on(UserErased event, TrackingToken token) {
        long position = positionOf(token);
        write(position, ERASE.of(new Erased(event, position)));
    }

    private record Registered(UserRegistered event, long position) {}

    private record Changed(
            UserId userId,
            @Nullable Ciphertext displayName,
            @Nullable LastSeenVisibility lastSeen,
            long position) {}

    private record Erased(UserErased event, long position) {}
}
