package io.parley.projection.user;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.UserId;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserEvent.ProfileChanged;
import io.parley.contract.user.UserEvent.UserBlocked;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.contract.user.UserEvent.UserRegistered;
import io.parley.contract.user.UserEvent.UserUnblocked;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.ending.Deletions;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Fills {@code views.user_profile} and {@code views.block}. */
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

    /** Of several changes for a pair the last one counts. A change that was applied before is known by its position. */
    private static final BulkStatement<Block> BLOCK = BulkStatement.<Block>columns()
            .id(Block::blocker)
            .id(Block::blocked)
            .time(Block::blockedAt)
            .number(Block::position)
            .into("""
                    WITH fresh AS (
                        SELECT n.* FROM unnest(?, ?, ?, ?) AS n (blocker_id, blocked_id, blocked_at, position)
                        JOIN views.user_profile p ON p.user_id = n.blocker_id AND p.blocks_position < n.position),
                    newest AS (
                        SELECT DISTINCT ON (blocker_id, blocked_id) * FROM fresh
                        ORDER BY blocker_id, blocked_id, position DESC),
                    applied AS (
                        UPDATE views.user_profile p SET blocks_position = f.position
                        FROM (SELECT blocker_id, max(position) AS position FROM fresh GROUP BY blocker_id) f
                        WHERE p.user_id = f.blocker_id),
                    lifted AS (
                        DELETE FROM views.block b USING newest n
                        WHERE n.blocked_at IS NULL
                            AND b.blocker_id = n.blocker_id AND b.blocked_id = n.blocked_id)
                    INSERT INTO views.block (blocker_id, blocked_id, blocked_at, position)
                    SELECT * FROM newest WHERE blocked_at IS NOT NULL
                    ON CONFLICT (blocker_id, blocked_id) DO UPDATE
                    SET blocked_at = excluded.blocked_at, position = excluded.position""");

    private static final BulkStatement<Erased> ERASE = BulkStatement.<Erased>columns()
            .id(row -> row.event().userId())
            .number(Erased::position)
            .into("""
                    WITH n AS (
                        SELECT user_id, min(position) AS position FROM unnest(?, ?) AS u (user_id, position)
                        GROUP BY user_id),
                    profiles AS (
                        DELETE FROM views.user_profile p USING n WHERE p.user_id = n.user_id
                        RETURNING n.position, NULL::uuid AS chat_id),
                    blocks AS (
                        DELETE FROM views.block b USING n WHERE n.user_id IN (b.blocker_id, b.blocked_id)
                        RETURNING n.position, NULL::uuid AS chat_id),
                    gone AS (SELECT * FROM profiles UNION ALL SELECT * FROM blocks)
                    """ + Deletions.recordAtOnce(NAME));

    /** A projection that writes with these. */
    public UserProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(
                NAME,
                List.of("views.user_profile", "views.block"),
                List.of(REGISTER, CHANGE, BLOCK, ERASE),
                jdbc,
                transactions);
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
    void on(UserBlocked event, TrackingToken token) {
        long position = positionOf(token);
        write(position, BLOCK.of(new Block(event.userId(), event.blocked(), event.blockedAt(), position)));
    }

    @EventHandler
    void on(UserUnblocked event, TrackingToken token) {
        long position = positionOf(token);
        write(position, BLOCK.of(new Block(event.userId(), event.blocked(), null, position)));
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

    /** A block, or its end. */
    private record Block(
            UserId blocker, UserId blocked, @Nullable Instant blockedAt, long position) {}

    private record Erased(UserErased event, long position) {}
}
