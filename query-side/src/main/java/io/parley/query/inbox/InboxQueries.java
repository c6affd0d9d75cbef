package io.parley.query.inbox;

import static io.parley.query.ReadModel.CHAT;
import static io.parley.query.ReadModel.HISTORY;
import static io.parley.query.ReadModel.INBOX;

import io.parley.contract.Confidential;
import io.parley.contract.chat.TitleReader;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.MessageId;
import io.parley.contract.inbox.InboxPage;
import io.parley.contract.inbox.InboxQuery.FindInbox;
import io.parley.contract.message.MessageReader;
import io.parley.contract.message.MessageView;
import io.parley.query.Answers;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import io.parley.query.chat.Living;
import io.parley.query.message.StoredMessage;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers questions about the inbox. Unread messages are counted in the history's indexes alone, exactly: all, without those that were
 * taken back and those whose time has come. A read mark is never below the sequence after which a member joined, so what was there
 * before does not count.
 */
public final class InboxQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(CHAT, INBOX, HISTORY);

    private static final String SQL = """
            SELECT i.chat_id AS inbox_chat, i.kind, i.peer_id, i.activity, i.last_sequence,
                chat.message_ttl_ms, chat.expires_at AS chat_expires_at, chat.title, chat.title_key, last.*,
                unread.count - left_out.count AS unread
            FROM (
                SELECT * FROM views.inbox JOIN views.chat_activity USING (chat_id)
                WHERE user_id = :viewer AND activity < :below
                    AND NOT EXISTS (SELECT FROM views.chat overdue WHERE overdue.chat_id = inbox.chat_id
                        AND overdue.expires_at <= :now AND overdue.held_since IS NULL)
                ORDER BY activity DESC LIMIT :limit) i
            LEFT JOIN LATERAL (
                SELECT title, title_key, message_ttl_ms, expires_at, held_since FROM views.chat
                WHERE chat_id = i.chat_id LIMIT 1) chat ON true
            LEFT JOIN LATERAL (
                SELECT %s FROM views.message
                WHERE chat_id = i.chat_id AND sequence > i.after_sequence AND NOT retracted
                    AND (%s OR chat.held_since IS NOT NULL)
                ORDER BY sequence DESC LIMIT 1) last ON true
            CROSS JOIN LATERAL (
                SELECT count(*) FROM views.message
                WHERE chat_id = i.chat_id AND sequence > i.read_sequence AND sender_id <> :viewer) unread
            CROSS JOIN LATERAL (
                SELECT count(*) FILTER (WHERE retracted OR (expires_at <= :now AND chat.held_since IS NULL))
                FROM views.message
                WHERE chat_id = i.chat_id AND (retracted OR expires_at IS NOT NULL)
                    AND sequence > i.read_sequence AND sender_id <> :viewer) left_out
            ORDER BY i.activity DESC""".formatted(StoredMessage.COLUMNS, Living.CONDITION);

    private final JdbcClient jdbc;
    private final MessageReader reader;
    private final TitleReader titles;
    private final HeldBack heldBack;
    private final Living living;
    private final Answers answers;

    /** A handler that reads with these. */
    public InboxQueries(JdbcClient jdbc, MessageReader reader, TitleReader titles, Clock clock, Answers answers) {
        this.jdbc = jdbc;
        this.reader = reader;
        this.titles = titles;
        this.heldBack = new HeldBack(jdbc);
        this.living = new Living(clock);
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<InboxPage> handle(FindInbox query) {
        return answers.of(query.atLeast(), NEEDED, () -> page(query));
    }

    private InboxPage page(FindInbox query) {
        heldBack.refuseAllOf(query.viewer(), NEEDED);
        List<InboxRow> found = find(query);
        boolean more = found.size() > query.limit();
        List<InboxRow> rows = more ? found.subList(0, query.limit()) : found;
        Map<MessageId, MessageView> messages = StoredMessage.open(
                rows.stream()
                        .map(InboxRow::lastMessage)
                        .filter(Objects::nonNull)
                        .toList(),
                reader);
        Map<Ciphertext, Confidential> opened = open(rows);
        return new InboxPage(
                rows.stream().map(row -> row.entry(messages, opened)).toList(), more);
    }

    private Map<Ciphertext, Confidential> open(List<InboxRow> rows) {
        List<Ciphertext> sealed =
                rows.stream().map(InboxRow::title).filter(Objects::nonNull).toList();
        return sealed.isEmpty() ? Map.of() : titles.read(sealed);
    }

    /** One more than asked for, which tells whether there are more. */
    private List<InboxRow> find(FindInbox query) {
        return jdbc.sql(SQL)
                .param("viewer", query.viewer().value())
                .param("below", query.below())
                .param("now", living.now())
                .param("limit", query.limit() + 1)
                .query((row, number) -> InboxRow.of(row))
                .list();
    }
}
