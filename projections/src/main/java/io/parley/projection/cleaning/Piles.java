package io.parley.projection.cleaning;

import io.parley.projection.cleaning.GoneRows.Removal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;

/** Tables of which some rows are removed at a time, whichever come first, until none is left. */
final class Piles {

    private final NamedParameterJdbcOperations jdbc;
    private final List<String> statements;

    /**
     * Piles.
     *
     * @param rows what stands after FROM for the rows of each table that are to go: the table with alias {@code t}, and a condition with
     *     the parameters {@code :chat} and {@code :position}, those of the event with which the chat went
     */
    Piles(NamedParameterJdbcOperations jdbc, List<Pile> rows) {
        this.jdbc = jdbc;
        this.statements = rows.stream().map(Pile::sql).toList();
    }

    Removal remove(GoneChat chat, int most) {
        Map<String, Object> parameters = new HashMap<>(Map.of("chat", chat.chatId(), "position", chat.position()));
        long removed = 0;
        for (String statement : statements) {
            parameters.put("most", most - removed);
            removed += jdbc.update(statement, parameters);
            if (removed >= most) {
                return new Removal(removed, removed, 0, false);
            }
        }
        return new Removal(removed, removed, 0, true);
    }

    /**
     * Rows of a table that are to go.
     *
     * @param table the table
     * @param condition which, of the table as {@code t}
     */
    record Pile(String table, String condition) {

        private String sql() {
            return """
                    DELETE FROM {table} WHERE ctid = ANY (ARRAY(
                        SELECT t.ctid FROM {table} t WHERE {condition} LIMIT :most))""".replace("{table}", table).replace("{condition}", condition);
        }
    }
}
