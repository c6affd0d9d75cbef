package io.parley.infra.deletion;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Removes what is left in the tables of schema {@code work}, and writes down what went. Statements join the current transaction. */
final class Remains {

    private final JdbcClient jdbc;
    private final Clock clock;

    Remains(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * What went with an event.
     *
     * @param event the event's simple name
     * @param keys how many keys it names
     * @param leafKeys how many lay below them
     */
    record Gone(
            long position,
            @Nullable ChatId chatId,
            @Nullable UserId userId,
            String event,
            int keys,
            int leafKeys,
            int snapshots) {}

    /** Writes down what went. Who comes again finds nothing left, so that the first time counts. */
    void note(Gone gone) {
        jdbc.sql("INSERT INTO work.deletion (position, chat_id, user_id, event, keys, leaf_keys, snapshots, deleted_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (position) DO NOTHING")
                .param(gone.position())
                .param(gone.chatId() == null ? null : gone.chatId().value())
                .param(gone.userId() == null ? null : gone.userId().value())
                .param(gone.event())
                .param(gone.keys())
                .param(gone.leafKeys())
                .param(gone.snapshots())
                .param(clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Removes the snapshots of aggregates. */
    int removeSnapshots(Collection<String> aggregateIds) {
        return jdbc.sql("DELETE FROM work.snapshot WHERE aggregate_id = ANY (?)")
                .param(new SqlArrayValue("text", aggregateIds.toArray()))
                .update();
    }

    /** Removes what was pushed to a user's devices. */
    void removePushed(UserId userId) {
        jdbc.sql("DELETE FROM work.pushed WHERE user_id = ?")
                .param(userId.value())
                .update();
    }

    /** The groups that somebody is in, as the read tables know them. */
    List<ChatId> groupsOf(UserId userId) {
        return jdbc.sql("SELECT m.chat_id FROM views.chat_member m JOIN views.chat c ON c.chat_id = m.chat_id"
                        + " WHERE m.user_id = ? AND m.until_position IS NULL AND c.kind = 'GROUP'")
                .param(userId.value())
                .query((row, number) -> new ChatId(row.getObject(1, UUID.class)))
                .list();
    }

    /** The sessions that somebody has open, as the read tables know them. */
    List<UUID> sessionsOf(UserId userId) {
        return jdbc.sql("SELECT device_id FROM views.session WHERE user_id = ? AND closed_at IS NULL")
                .param(userId.value())
                .query(UUID.class)
                .list();
    }
}
