package io.parley.infra.media.lifecycle;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.media.DeletionReason;
import io.parley.contract.media.MediaObjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The rows of {@code work.media} of which the store is to be rid: a queue that survives whatever happens to a node. Who takes one has it
 * for a while; who does not come back by then has lost it to whoever looks next. Statements join the current transaction. Blocking.
 */
final class DoomedMedia {

    private static final String TAKE = """
            UPDATE work.media m SET tries = m.tries + 1, due_at = :until
            FROM (SELECT media_id FROM work.media WHERE due_at <= :now
                ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED) d
            WHERE m.media_id = d.media_id
            RETURNING m.media_id, m.chat_id, m.objects, m.key_id, m.reason, m.doomed_by, m.tries""";

    /** Objects are counted for the event that says why they had to go, with the row and so once. */
    private static final String REMOVE = """
            WITH gone AS (
                DELETE FROM work.media WHERE media_id = :media RETURNING doomed_by, chat_id, cardinality(objects) AS objects)
            INSERT INTO work.media_deletion AS d (position, chat_id, objects)
            SELECT doomed_by, chat_id, objects FROM gone WHERE doomed_by IS NOT NULL
            ON CONFLICT (position) DO UPDATE SET objects = d.objects + excluded.objects""";

    private static final String UNUSED = """
            UPDATE work.media SET reason = 'UNUSED', due_at = :now
            WHERE message_id IS NULL AND due_at IS NULL AND media_id IN (
                SELECT media_id FROM work.media
                WHERE sequence IS NULL AND due_at IS NULL AND message_id IS NULL AND uploaded_at < :before
                ORDER BY uploaded_at LIMIT :most FOR UPDATE SKIP LOCKED)""";

    private final JdbcClient jdbc;

    DoomedMedia(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Media that had to go.
     *
     * @param doomedBy the position of the event that says so; null if none does
     * @param tries how often somebody took it
     */
    record Doomed(
            MediaId mediaId,
            ChatId chatId,
            List<MediaObjectId> objects,
            KeyId key,
            DeletionReason reason,
            @Nullable Long doomedBy,
            int tries) {

        private static Doomed of(ResultSet row, int number) throws SQLException {
            return new Doomed(
                    new MediaId(row.getObject("media_id", UUID.class)),
                    new ChatId(row.getObject("chat_id", UUID.class)),
                    Arrays.stream((String[]) row.getArray("objects").getArray())
                            .map(MediaObjectId::new)
                            .toList(),
                    new KeyId(row.getObject("key_id", UUID.class)),
                    DeletionReason.valueOf(row.getString("reason")),
                    row.getObject("doomed_by", Long.class),
                    row.getInt("tries"));
        }
    }

    /**
     * A claim of which it is not known whether its message was sent.
     *
     * @param messageId the message that claims
     */
    record Claimed(MediaId mediaId, MessageId messageId) {}

    /** Takes what is due, the longest first, until some time. */
    List<Doomed> take(Instant now, Instant until, int most) {
        return jdbc.sql(TAKE)
                .param("now", utc(now))
                .param("until", utc(until))
                .param("most", most)
                .query(Doomed::of)
                .list();
    }

    /** Puts one back that was taken, to be taken again later. */
    void putBack(MediaId mediaId, Instant dueAt) {
        jdbc.sql("UPDATE work.media SET due_at = :due WHERE media_id = :media AND due_at IS NOT NULL")
                .param("due", utc(dueAt))
                .param("media", mediaId.value())
                .update();
    }

    /** Removes one of which the store is rid. */
    void remove(MediaId mediaId) {
        jdbc.sql(REMOVE).param("media", mediaId.value()).update();
    }

    /** Dooms what nobody claimed in time. */
    int doomUnused(Instant before, Instant now, int most) {
        return jdbc.sql(UNUSED)
                .param("before", utc(before))
                .param("now", utc(now))
                .param("most", most)
                .update();
    }

    /** What was claimed and, as far as is known, was not sent. */
    List<Claimed> claimedUnsent(Instant before, int most) {
        return jdbc.sql("""
                        SELECT media_id, message_id FROM work.media
                        WHERE sequence IS NULL AND due_at IS NULL AND message_id IS NOT NULL AND uploaded_at < :before
                        ORDER BY uploaded_at LIMIT :most""")
                .param("before", utc(before))
                .param("most", most)
                .query((row, number) -> new Claimed(
                        new MediaId(row.getObject("media_id", UUID.class)),
                        new MessageId(row.getObject("message_id", UUID.class))))
                .list();
    }

    /** Dooms what a message claimed that was not sent. */
    void doomUnsent(Claimed claimed, Instant now) {
        jdbc.sql("""
                        UPDATE work.media SET reason = 'UNUSED', due_at = :now
                        WHERE media_id = :media AND message_id = :message AND sequence IS NULL AND due_at IS NULL""")
                .param("now", utc(now))
                .param("media", claimed.mediaId().value())
                .param("message", claimed.messageId().value())
                .update();
    }

    /** How many wait to be deleted. */
    long count() {
        return jdbc.sql("SELECT count(*) FROM work.media WHERE due_at IS NOT NULL")
                .query(Long.class)
                .single();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
