package io.parley.projection.cleaning;

import io.parley.projection.ending.Deletions;
import io.parley.projection.mailbox.MailboxProjection;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** Removes the mailbox rows of direct messages that were taken back, once the history tells their positions. */
final class RetractedMailboxes {

    private static final String SQL = """
            WITH due AS MATERIALIZED (
                SELECT r.*, m.position AS sent
                FROM views.mailbox_retracted r
                JOIN views.message m ON m.chat_id = r.chat_id AND m.sequence = r.sequence
                LIMIT :most FOR UPDATE OF r SKIP LOCKED),
            settled AS (
                DELETE FROM views.mailbox_retracted r USING due d
                WHERE r.chat_id = d.chat_id AND r.sequence = d.sequence),
            gone AS (
                DELETE FROM views.mailbox b USING due d
                WHERE b.user_id IN (d.one_side, d.other_side) AND b.position = d.sent
                RETURNING d.position, d.chat_id)
            """ + Deletions.recordMore(MailboxProjection.NAME);

    private final NamedParameterJdbcOperations jdbc;

    RetractedMailboxes(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** Removes those of some messages; tells whether there may be more. */
    boolean remove(int most) {
        return jdbc.update(SQL, Map.of("most", most)) >= most;
    }
}
