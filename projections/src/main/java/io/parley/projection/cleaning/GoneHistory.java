package io.parley.projection.cleaning;

import io.parley.projection.message.HistoryProjection;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** Removes messages, from the first to the last: what went before is not come across again. */
final class GoneHistory implements GoneRows {

    private final NamedParameterJdbcOperations jdbc;

    GoneHistory(NamedParameterJdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String projection() {
        return HistoryProjection.NAME;
    }

    @Override
    public Removal remove(GoneChat chat, int most) {
        Map<String, Object> parameters = Map.of("chat", chat.chatId(), "done", chat.done(), "most", most);
        return jdbc.query("""
                        WITH head AS MATERIALIZED (
                            SELECT sequence FROM views.message
                            WHERE chat_id = :chat AND sequence > :done
                            ORDER BY sequence LIMIT :most),
                        gone AS (
                            DELETE FROM views.message m USING head s
                            WHERE m.chat_id = :chat AND m.sequence = s.sequence
                            RETURNING m.sequence)
                        SELECT count(*) AS removed, coalesce(max(sequence), :done) AS done FROM gone""", parameters, row -> {
            row.next();
            long removed = row.getLong("removed");
            return new Removal(removed, removed, row.getLong("done"), removed < most);
        });
    }
}
