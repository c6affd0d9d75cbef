package io.parley.projection.cleaning;

import io.parley.projection.cleaning.GoneRows.Removal;
import io.parley.projection.mailbox.MailboxProjection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes the rows of chats that are gone, in steps that are a short transaction each, so that a chat of a hundred thousand messages
 * holds nobody up. Nobody sees the rows any more when that begins. A step takes with it how far it got: who stops in the middle goes on
 * there. Several nodes may clean at once, for each takes what no other has in hand.
 *
 * <p>A lane is filled, and a mark moves, in an aggregate of its own, and so perhaps a while after the chat went. Rather than let all that
 * is filled and marked pay for it, each chat is looked through twice more: a minute later, and a day later.
 */
public final class ViewsCleaner {

    /** How many chats a step has in hand at most: what it takes to look for them must stay short, too. */
    private static final int MOST_CHATS = 100;

    private static final String DUE = """
            SELECT * FROM views.gone_chat WHERE due_at <= now() AND projection IN (:projections)
            ORDER BY due_at, position LIMIT :most FOR UPDATE SKIP LOCKED""";

    private static final String PROGRESS = """
            UPDATE views.gone_chat
            SET done = :done
            WHERE chat_id = :chat AND projection = :projection""";

    private static final String FINISHED = """
            UPDATE views.gone_chat
            SET done = :done, looks = looks + 1, cleaned_at = coalesce(cleaned_at, now()),
                due_at = CASE looks WHEN 0 THEN now() + interval '1 minute' WHEN 1 THEN now() + interval '1 day' END
            WHERE chat_id = :chat AND projection = :projection""";

    private static final String RECORD = """
            INSERT INTO views.deletion AS d (position, chat_id, store, deleted)
            VALUES (:position, :chat, :projection, :removed)
            ON CONFLICT (position, store) DO UPDATE SET deleted = d.deleted + excluded.deleted""";

    private final NamedParameterJdbcOperations jdbc;
    private final TransactionTemplate transaction;
    private final int rows;
    private final Map<String, GoneRows> stores;
    private final RetractedMailboxes retracted;
    private final boolean ofMailbox;

    /**
     * A cleaner of all projections.
     *
     * @param rows how many rows a step looks at, at most, in each table
     */
    public ViewsCleaner(JdbcOperations jdbc, PlatformTransactionManager transactions, int rows) {
        this(jdbc, transactions, rows, any -> true);
    }

    /**
     * A cleaner of some.
     *
     * @param rows how many rows a step looks at, at most, in each table
     * @param projections which, by their names
     */
    public ViewsCleaner(
            JdbcOperations jdbc, PlatformTransactionManager transactions, int rows, Predicate<String> projections) {
        this.jdbc = new NamedParameterJdbcTemplate(jdbc);
        this.transaction = new TransactionTemplate(transactions);
        this.rows = rows;
        this.stores =
                List.of(new GoneHistory(this.jdbc), new GoneReceipts(this.jdbc), new GoneMailboxes(this.jdbc)).stream()
                        .filter(rowsOfOne -> projections.test(rowsOfOne.projection()))
                        .collect(Collectors.toMap(GoneRows::projection, Function.identity()));
        this.retracted = new RetractedMailboxes(this.jdbc);
        this.ofMailbox = projections.test(MailboxProjection.NAME);
    }

    /** Takes a step; tells whether there may be more to do. */
    public boolean step() {
        return Boolean.TRUE.equals(transaction.execute(
                status -> (ofMailbox && retracted.remove(rows)) | (!stores.isEmpty() && removeGone())));
    }

    private boolean removeGone() {
        List<GoneChat> due = jdbc.query(
                DUE,
                Map.of("projections", stores.keySet(), "most", Math.min(rows, MOST_CHATS)),
                (row, number) -> GoneChat.of(row));
        long left = rows;
        for (GoneChat chat : due) {
            if (left > 0) {
                left -= Math.max(1, remove(chat, (int) left));
            }
        }
        return !due.isEmpty();
    }

    private long remove(GoneChat chat, int most) {
        Removal removal = Objects.requireNonNull(stores.get(chat.projection())).remove(chat, most);
        Map<String, Object> what = Map.of(
                "chat", chat.chatId(),
                "projection", chat.projection(),
                "position", chat.position(),
                "removed", removal.removed(),
                "done", removal.done());
        jdbc.update(removal.finished() ? FINISHED : PROGRESS, what);
        if (removal.removed() > 0) {
            jdbc.update(RECORD, what);
        }
        return removal.looked();
    }
}
