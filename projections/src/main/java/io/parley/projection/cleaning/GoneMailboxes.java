package io.parley.projection.cleaning;

import io.parley.projection.cleaning.Piles.Pile;
import io.parley.projection.mailbox.MailboxProjection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/**
 * Removes what mailboxes have of a chat, but not that it is gone, nor that somebody had to leave it before: a device that was away has to
 * hear that, whenever it comes. So of a group its spells stay, too.
 *
 * <p>A direct chat's rows lie among all others of its two sides, and no index tells which they are, for every message would have to pay
 * for that. They are looked for from the chat's opening on, in both mailboxes at once.
 */
final class GoneMailboxes implements GoneRows {

    private final NamedParameterJdbcOperations jdbc;
    private final Piles ofGroup;
    private final Piles ofPair;

    GoneMailboxes(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
        this.ofGroup = new Piles(
                jdbc,
                List.of(
                        new Pile("views.mailbox_lane", "t.chat_id = :chat"),
                        new Pile("views.mailbox_abandoned", "t.chat_id = :chat"),
                        new Pile("views.mailbox_chat", """
                                t.chat_id = :chat AND t.position NOT IN (
                                    SELECT s.until_position FROM views.mailbox_spell s
                                    WHERE s.chat_id = :chat AND s.until_position IS NOT NULL
                                    UNION ALL SELECT :position)""")));
        this.ofPair = new Piles(
                jdbc,
                List.of(
                        new Pile(
                                "views.mailbox",
                                "t.chat_id = :chat AND t.sequence IS NOT NULL AND t.position < :position"),
                        new Pile("views.mailbox_retracted", "t.chat_id = :chat")));
    }

    @Override
    public String projection() {
        return MailboxProjection.NAME;
    }

    @Override
    public Removal remove(GoneChat chat, int most) {
        return chat.oneSide() == null ? ofGroup.remove(chat, most) : removeOfPair(chat, most);
    }

    /** What the index tells goes last, since it tells also where to begin. */
    private Removal removeOfPair(GoneChat chat, int most) {
        long from = chat.done() == 0 ? opening(chat) : chat.done();
        Removal among = from < chat.position() ? removeAmongOthers(chat, from, most) : new Removal(0, 0, from, true);
        if (!among.finished() || among.looked() >= most) {
            return new Removal(among.looked(), among.removed(), among.done(), false);
        }
        Removal indexed = ofPair.remove(chat, (int) (most - among.looked()));
        return new Removal(
                among.looked() + indexed.looked(),
                among.removed() + indexed.removed(),
                among.done(),
                indexed.finished());
    }

    /** From the beginning on if that is not to be found, since all has been removed before. */
    private long opening(GoneChat chat) {
        Long first = jdbc.queryForObject(
                "SELECT min(position) FROM views.mailbox WHERE chat_id = :chat AND sequence = 0",
                Map.of("chat", chat.chatId()),
                Long.class);
        return first == null ? 0 : first;
    }

    /** A mailbox of which there was less to look at than the most is looked through; the other tells how far both are. */
    private Removal removeAmongOthers(GoneChat chat, long from, int most) {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("chat", chat.chatId(), "from", from, "position", chat.position(), "most", most));
        parameters.put("one", chat.oneSide());
        parameters.put("other", chat.otherSide());
        return jdbc.query("""
                        WITH one AS MATERIALIZED (
                            SELECT user_id, position, chat_id, sequence FROM views.mailbox
                            WHERE user_id = :one AND position > :from AND position < :position
                            ORDER BY position LIMIT :most),
                        other AS MATERIALIZED (
                            SELECT user_id, position, chat_id, sequence FROM views.mailbox
                            WHERE user_id = :other AND position > :from AND position < :position
                            ORDER BY position LIMIT :most),
                        gone AS (
                            DELETE FROM views.mailbox b
                            USING (SELECT * FROM one UNION ALL SELECT * FROM other) looked
                            WHERE looked.chat_id = :chat AND looked.sequence IS NULL
                                AND b.user_id = looked.user_id AND b.position = looked.position
                            RETURNING b.position)
                        SELECT (SELECT count(*) FROM gone) AS removed,
                            greatest((SELECT count(*) FROM one), (SELECT count(*) FROM other)) AS looked,
                            least(
                                (SELECT CASE WHEN count(*) < :most THEN :position ELSE max(position) END FROM one),
                                (SELECT CASE WHEN count(*) < :most THEN :position ELSE max(position) END FROM other)) AS done""", parameters, row -> {
            row.next();
            long done = row.getLong("done");
            return new Removal(row.getLong("looked"), row.getLong("removed"), done, done >= chat.position());
        });
    }
}
