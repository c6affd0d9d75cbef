package io.parley.infra.axonserver;

import io.axoniq.axonserver.grpc.event.Event;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.session.SessionEvent.SessionOpened;
import io.parley.contract.user.UserEvent.UserRegistered;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Settles what was claimed in the database for a user, chat or session whose first event did not come into the log after all:
 * handle and credentials, pair, generation. The claims and a note of them are committed in one transaction before the append;
 * whoever finds the note later asks the log and keeps the claims or takes them back. Any number of nodes may do so at once.
 */
final class Creations {

    private static final Logger log = LoggerFactory.getLogger(Creations.class);
    private static final int BATCH = 100;

    private static final Map<Class<?>, String> KINDS =
            Map.of(UserRegistered.class, "user", DirectChatOpened.class, "chat", SessionOpened.class, "session");

    private static final Map<String, List<String>> CLAIMS = Map.of(
            "user",
            List.of(
                    "DELETE FROM work.handle WHERE user_id = ?::uuid",
                    "DELETE FROM work.credentials WHERE user_id = ?::uuid"),
            "chat",
            List.of("DELETE FROM work.direct_chat WHERE chat_id = ?::uuid"),
            "session",
            List.of("DELETE FROM work.refresh WHERE device_id = ?::uuid"));

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final ServerLog server;
    private final String patience;

    /**
     * Settles claims.
     *
     * @param transactions begins a transaction of its own
     * @param patience after which a note is old: no append is under way so long
     */
    Creations(JdbcClient jdbc, TransactionOperations transactions, ServerLog server, Duration patience) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.server = server;
        this.patience = patience.toMillis() + " milliseconds";
    }

    static boolean isCreation(EventMessage<?> message) {
        return KINDS.containsKey(message.getPayloadType());
    }

    /** Notes, in the current transaction, that the event is about to be appended. */
    void note(EventMessage<?> message, Event event) {
        jdbc.sql("INSERT INTO work.unsettled (aggregate_id, kind) VALUES (?, ?)"
                        + " ON CONFLICT (aggregate_id) DO UPDATE SET claimed_at = now()")
                .param(event.getAggregateIdentifier())
                .param(KINDS.get(message.getPayloadType()))
                .update();
    }

    /** Whether there is a note of it, and no event in the log yet. */
    boolean isPending(String aggregateId) {
        boolean noted = jdbc.sql("SELECT EXISTS (SELECT FROM work.unsettled WHERE aggregate_id = ?)")
                .param(aggregateId)
                .query(Boolean.class)
                .single();
        return noted && server.lastSequence(aggregateId).isEmpty();
    }

    /** Settles those whose append is known to have failed. */
    void settle(List<String> aggregateIds) {
        jdbc.sql("SELECT aggregate_id, kind FROM work.unsettled WHERE aggregate_id = ANY (?)")
                .param(aggregateIds.toArray(String[]::new))
                .query(Note::of)
                .list()
                .forEach(this::settle);
    }

    /** Settles the oldest notes that are old. */
    void settleOld() {
        jdbc.sql("SELECT aggregate_id, kind FROM work.unsettled WHERE claimed_at < now() - ?::interval"
                        + " ORDER BY claimed_at LIMIT ?")
                .param(patience)
                .param(BATCH)
                .query(Note::of)
                .list()
                .forEach(this::settle);
    }

    private void settle(Note note) {
        boolean there = server.lastSequence(note.aggregateId).isPresent();
        transactions.executeWithoutResult(status -> {
            if (!there) {
                log.info(
                        "The first event of a {} did not come into the log: what was claimed for it is free",
                        note.kind);
                CLAIMS.getOrDefault(note.kind, List.of())
                        .forEach(undo -> jdbc.sql(undo).param(note.aggregateId).update());
            }
            jdbc.sql("DELETE FROM work.unsettled WHERE aggregate_id = ?")
                    .param(note.aggregateId)
                    .update();
        });
    }

    private record Note(String aggregateId, String kind) {

        static Note of(ResultSet row, int number) throws SQLException {
            return new Note(row.getString("aggregate_id"), row.getString("kind"));
        }
    }
}
