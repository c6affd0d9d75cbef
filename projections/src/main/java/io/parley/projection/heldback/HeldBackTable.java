package io.parley.projection.heldback;

import io.parley.contract.id.UserId;
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
        List<UserId> users = conversation.users();
        if (users.isEmpty()) {
            addForKnownMembers(event, conversation);
        }
        for (UserId user : users) {
            jdbc.update("""
                    INSERT INTO views.held_back (projection, event_id, subject, user_id) VALUES (?, ?, ?, ?)
                    ON CONFLICT (projection, event_id, user_id) DO NOTHING""", projection, event.getIdentifier(), conversation.subject(), user.value());
        }
    }

    /** An event that cannot be read does not tell whom it concerns: if it is a chat's, those who are known to be in it. */
    private void addForKnownMembers(EventMessage<?> event, Conversation conversation) {
        jdbc.update("""
                INSERT INTO views.held_back (projection, event_id, subject, user_id)
                SELECT ?, ?, chat_id, user_id FROM views.chat_member WHERE chat_id = ?
                ON CONFLICT (projection, event_id, user_id) DO NOTHING""", projection, event.getIdentifier(), conversation.subject());
    }

    void remove(EventMessage<?> event) {
        jdbc.update(
                "DELETE FROM views.held_back WHERE projection = ? AND event_id = ?", projection, event.getIdentifier());
    }

    void clear() {
        jdbc.update("DELETE FROM views.held_back WHERE projection = ?", projection);
    }
}
