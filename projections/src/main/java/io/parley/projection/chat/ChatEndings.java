package io.parley.projection.chat;

import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.id.ChatId;
import io.parley.projection.batch.BulkStatement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How {@code views.chat} learns of how long a chat lives, of legal holds, and that it is gone. */
final class ChatEndings {

    static final BulkStatement<Limited> LIMIT = BulkStatement.<Limited>columns()
            .id(row -> row.event().chatId())
            .millisOrNull(row -> row.event().messageTtl())
            .time(row -> row.event().expiresAt())
            .number(Limited::position)
            .into("""
                    UPDATE views.chat c
                    SET message_ttl_ms = n.message_ttl_ms, expires_at = n.expires_at, retention_position = n.position
                    FROM (
                        SELECT DISTINCT ON (chat_id) *
                        FROM unnest(?, ?, ?, ?) AS u (chat_id, message_ttl_ms, expires_at, position)
                        ORDER BY chat_id, position DESC) n
                    WHERE c.chat_id = n.chat_id AND coalesce(c.retention_position, 0) < n.position""");

    static final BulkStatement<Held> HOLD = BulkStatement.<Held>columns()
            .id(Held::chatId)
            .time(Held::since)
            .number(Held::position)
            .into("""
                    UPDATE views.chat c
                    SET held_since = n.held_since, held_position = n.position
                    FROM (
                        SELECT DISTINCT ON (chat_id) *
                        FROM unnest(?, ?, ?) AS u (chat_id, held_since, position)
                        ORDER BY chat_id, position DESC) n
                    WHERE c.chat_id = n.chat_id AND coalesce(c.held_position, 0) < n.position""");

    /** Comes after all else of a batch, for nothing happens in a chat that is gone. Records the title that went. */
    static final BulkStatement<Gone> GO = BulkStatement.<Gone>columns()
            .id(row -> row.event().chatId())
            .time(row -> row.event().goneAt())
            .number(Gone::position)
            .into("""
                    WITH ended AS (
                        UPDATE views.chat c
                        SET gone_position = n.position, gone_at = n.gone_at, title = NULL, title_key = NULL,
                            expires_at = NULL
                        FROM (
                            SELECT DISTINCT ON (u.chat_id) u.*, o.title_key IS NOT NULL AS titled
                            FROM unnest(?, ?, ?) AS u (chat_id, gone_at, position)
                            JOIN views.chat o ON o.chat_id = u.chat_id) n
                        WHERE c.chat_id = n.chat_id AND c.gone_position IS NULL
                        RETURNING n.position, n.chat_id, n.titled)
                    INSERT INTO views.deletion (position, chat_id, store, deleted)
                    SELECT position, chat_id, '%s', 1 FROM ended WHERE titled
                    ON CONFLICT (position, store) DO NOTHING""".formatted(ChatProjection.NAME));

    private ChatEndings() {}

    record Limited(RetentionChanged event, long position) {}

    /** A change of whether it is held; null for released. */
    record Held(ChatId chatId, @Nullable Instant since, long position) {}

    record Gone(ChatGone event, long position) {}
}
