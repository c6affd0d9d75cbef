package io.parley.projection.heldback;

import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * {@code views.held_back}: what one projection holds back and whom that concerns, for readers. Written in the transactions in
 * which dead letters come and go.
 */
final class HeldBackTable {

    private final String projection;
    private final JdbcOperations jdbc;

    HeldBackTable(String projection, JdbcOperations jdbc) {
        this.projection = projection;
        this.jdbc = jdbc;
    }

    void add(EventMessage<?> event) {
        Conversation conversation = Conversation.of(event);
        List<Object[]> rows = conversation.users().stream()
                .map(user -> new Object[] {projection, event.getIdentifier(), conversation.subject(), user.value()})
                .toList();
        jdbc.batchUpdate("""
                INSERT INTO views.held_back (projection, event_id, subject, user_id) VALUES (?, ?, ?, ?)
                ON CONFLICT (projection, event_id, user_id) DO NOTHING""", rows);
    }

    void remove(EventMessage<?> event) {
        jdbc.update(
                "DELETE FROM views.held_back WHERE projection = ? AND event_id = ?", projection, event.getIdentifier());
    }

    void clear() {
        jdbc.update("DELETE FROM views.held_back WHERE projection = ?", projection);
    }
}
