package io.parley.infra.deletion;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.infra.database.DeferredWrites;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/** Removes what is left in the tables of schema {@code work}, and writes down what went. Statements join the current transaction. */
final class Remains {

    private static final String NOTE = """
            INSERT INTO work.deletion (position, chat_id, user_id, event, keys, leaf_keys, snapshots, deleted_at)
            SELECT n.*, ?::timestamptz FROM unnest(?::bigint[], ?::uuid[], ?::uuid[], ?::text[], ?::int[], ?::int[], ?::int[]) AS n
            ON CONFLICT (position) DO NOTHING""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final DeferredWrites.Sink<Gone> notes = new Notes();

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

    /** Writes down what went, at the end of the current transaction. Who comes again finds nothing left, so that the first time counts. */
    void note(Gone gone) {
        DeferredWrites.add(notes, gone);
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

    /** Removes what a user's devices did. Nothing comes after: it is not written of who has no credentials. */
    void removeActivity(UserId userId) {
        for (String table : List.of("work.connection", "work.last_seen", "work.activity")) {
            jdbc.sql("DELETE FROM " + table + " WHERE user_id = ?")
                    .param(userId.value())
                    .update();
        }
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

    /** By one statement for all events of a batch: there may be many. */
    private final class Notes implements DeferredWrites.Sink<Gone> {

        @Override
        public void write(List<Gone> rows) {
            jdbc.sql(NOTE)
                    .param(clock.instant().atOffset(ZoneOffset.UTC))
                    .param(column("bigint", rows, Gone::position))
                    .param(column(
                            "uuid",
                            rows,
                            gone -> gone.chatId() == null ? null : gone.chatId().value()))
                    .param(column(
                            "uuid",
                            rows,
                            gone -> gone.userId() == null ? null : gone.userId().value()))
                    .param(column("text", rows, Gone::event))
                    .param(column("int", rows, Gone::keys))
                    .param(column("int", rows, Gone::leafKeys))
                    .param(column("int", rows, Gone::snapshots))
                    .update();
        }

        private static SqlArrayValue column(String type, List<Gone> rows, Function<Gone, @Nullable Object> value) {
            return new SqlArrayValue(type, rows.stream().map(value).toArray());
        }

        @Override
        public void dropped(Gone row) {
            // nothing was remembered of it
        }
    }
}
