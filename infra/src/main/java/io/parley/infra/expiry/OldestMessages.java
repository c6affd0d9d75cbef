package io.parley.infra.expiry;

import io.parley.contract.id.ChatId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads from the views which message is the oldest of each living chat that is under no legal hold. Blocking. */
final class OldestMessages {

    /** The key of the history begins with chat and sequence: one look for each chat, however long it is. */
    private static final String PAGE = """
            SELECT c.chat_id, o.sequence, o.sent_at
            FROM (
                SELECT chat_id FROM views.chat
                WHERE chat_id > ? AND gone_position IS NULL AND held_since IS NULL
                ORDER BY chat_id LIMIT ?) c
            LEFT JOIN LATERAL (
                SELECT sequence, sent_at FROM views.message m
                WHERE m.chat_id = c.chat_id ORDER BY m.sequence LIMIT 1) o ON true
            ORDER BY c.chat_id""";

    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;

    OldestMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The oldest message of a chat.
     *
     * @param sequence its number; 0 if there is none
     * @param sentAt when it was sent; null if there is none
     */
    record Oldest(ChatId chatId, long sequence, @Nullable Instant sentAt) {}

    /**
     * Some chats, in order.
     *
     * @param after the chat after which to begin; null for the first
     * @param most how many at most
     * @return fewer only if there are no more
     */
    List<Oldest> after(@Nullable ChatId after, int most) {
        return jdbc.sql(PAGE)
                .params(after == null ? BEFORE_ALL : after.value(), most)
                .query((row, number) -> {
                    OffsetDateTime sentAt = row.getObject("sent_at", OffsetDateTime.class);
                    return new Oldest(
                            new ChatId(row.getObject("chat_id", UUID.class)),
                            row.getLong("sequence"),
                            sentAt == null ? null : sentAt.toInstant());
                })
                .list();
    }
}
