package io.parley.audit.doctor;

import io.parley.audit.doctor.Snapshot.Range;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * What the log and the read tables each say of some chats. A processor with several segments has rows of some chats up to its first
 * segment, of others up to its last: either will do.
 */
final class ChatTables {

    private static final String LOG = """
            SELECT aggregate_id::uuid,
                count(*) FILTER (WHERE type = '%1$s' AND position <= ?),
                count(*) FILTER (WHERE type = '%1$s'),
                coalesce(sum(change) FILTER (WHERE position <= ?), 0), coalesce(sum(change), 0),
                bool_or(type IN ('%2$s', '%3$s')), bool_or(type = '%4$s'), min(position)
            FROM (
                SELECT aggregate_id, type, position, CASE type
                    WHEN '%5$s' THEN 2
                    WHEN '%6$s' THEN jsonb_array_length(convert_from(payload, 'UTF8')::jsonb -> 'members')
                    WHEN '%7$s' THEN 1 WHEN '%8$s' THEN -1 END AS change
                FROM events.event WHERE aggregate_id = ANY (?) AND position <= ?) e
            GROUP BY aggregate_id""".formatted(
                    MessageSent.class.getName(),
                    ChatPurged.class.getName(),
                    ChatExpired.class.getName(),
                    MessagesExpired.class.getName(),
                    DirectChatOpened.class.getName(),
                    GroupOpened.class.getName(),
                    MemberAdded.class.getName(),
                    MemberRemoved.class.getName());

    private static final String CHATS = """
            SELECT c.chat_id, c.last_sequence, c.gone_position IS NOT NULL,
                (SELECT count(*) FROM views.chat_member m WHERE m.chat_id = c.chat_id AND m.until_position IS NULL)
            FROM views.chat c WHERE c.chat_id = ANY (?)""";

    private static final String ACTIVITY =
            "SELECT chat_id, last_sequence FROM views.chat_activity WHERE chat_id = ANY (?)";

    private static final String MESSAGES =
            "SELECT chat_id, count(*) FROM views.message WHERE chat_id = ANY (?) GROUP BY chat_id";

    private static final String HELD =
            "SELECT subject FROM views.held_back WHERE subject = ANY (?) AND projection IN (%s)";

    private final Snapshot snapshot;
    private final Range views;
    private final Range history;

    ChatTables(Snapshot snapshot, Range views, Range history) {
        this.snapshot = snapshot;
        this.views = views;
        this.history = history;
    }

    long upTo() {
        return Math.min(views.low(), history.low());
    }

    /** What differs. */
    void differences(Collection<UUID> chats, BiConsumer<UUID, String> found) throws SQLException {
        if (!chats.isEmpty()) {
            compareChats(chats, found);
            compareHistory(chats, found);
        }
    }

    private void compareChats(Collection<UUID> chats, BiConsumer<UUID, String> found) throws SQLException {
        Map<UUID, Logged> logged = logged(chats, views, "'chat'");
        Map<UUID, Row> rows = new HashMap<>();
        snapshot.each(
                CHATS,
                row -> rows.put(
                        row.getObject(1, UUID.class), new Row(row.getLong(2), row.getBoolean(3), row.getLong(4))),
                snapshot.uuids(chats));
        logged.forEach((chat, log) -> {
            Row row = rows.get(chat);
            if (row == null) {
                if (log.opened() <= views.low()) {
                    found.accept(chat, "the read table of chats does not have it");
                }
                return;
            }
            if (log.gone()) {
                if (!row.gone() && views.low() == views.high()) {
                    found.accept(chat, "it is gone, and the read table of chats has it");
                }
                return;
            }
            log.sent().compare("messages sent", row.lastSequence(), chat, found);
            log.members().compare("members", row.members(), chat, found);
        });
    }

    private void compareHistory(Collection<UUID> chats, BiConsumer<UUID, String> found) throws SQLException {
        Map<UUID, Logged> logged = logged(chats, history, "'history', 'inbox'");
        Map<UUID, Long> activity = numbers(ACTIVITY, chats);
        Map<UUID, Long> messages = numbers(MESSAGES, chats);
        logged.forEach((chat, log) -> {
            if (!log.gone()) {
                log.sent().compare("last message in the inbox", activity.getOrDefault(chat, 0L), chat, found);
                if (!log.expired()) {
                    log.sent().compare("messages in the history", messages.getOrDefault(chat, 0L), chat, found);
                }
            }
        });
    }

    /** Of the chats of which nothing is held back. */
    private Map<UUID, Logged> logged(Collection<UUID> chats, Range upTo, String projections) throws SQLException {
        Map<UUID, Logged> logged = new HashMap<>();
        snapshot.each(
                LOG,
                row -> logged.put(
                        row.getObject(1, UUID.class),
                        new Logged(
                                new Span(row.getLong(2), row.getLong(3)),
                                new Span(row.getLong(4), row.getLong(5)),
                                row.getBoolean(6),
                                row.getBoolean(7),
                                row.getLong(8))),
                upTo.low(),
                upTo.low(),
                snapshot.texts(chats.stream().map(UUID::toString).toList()),
                upTo.high());
        snapshot.each(
                HELD.formatted(projections), row -> logged.remove(row.getObject(1, UUID.class)), snapshot.uuids(chats));
        return logged;
    }

    private Map<UUID, Long> numbers(String sql, Collection<UUID> chats) throws SQLException {
        Map<UUID, Long> numbers = new HashMap<>();
        snapshot.each(sql, row -> numbers.put(row.getObject(1, UUID.class), row.getLong(2)), snapshot.uuids(chats));
        return numbers;
    }

    /** What the log says, up to the last and the first segment. */
    private record Logged(Span sent, Span members, boolean gone, boolean expired, long opened) {}

    private record Row(long lastSequence, boolean gone, long members) {}

    private record Span(long low, long high) {

        private void compare(String what, long found, UUID chat, BiConsumer<UUID, String> differences) {
            if (found < Math.min(low, high) || found > Math.max(low, high)) {
                differences.accept(chat, String.format(Locale.ROOT, "%s: %,d, by the log %,d", what, found, low));
            }
        }
    }
}
