package io.parley.projection.heldback;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.DefaultDeadLetterStatementFactory;
import org.axonframework.serialization.Serializer;

/**
 * Finds the conversations whose first letter is due to be tried again. A letter waits as long again as it has waited before
 * its last try, within bounds: exponential back-off without a counter. Axon's own statement knows no waiting, and lets those
 * that fail for long hide others, because it looks only at the ten that were left alone for longest.
 */
public final class DueLetters extends DefaultDeadLetterStatementFactory<EventMessage<?>> {

    private final String sql;
    private final Duration claim;
    private final Duration shortest;
    private final Duration longest;

    /**
     * A statement factory.
     *
     * @param claim how long a claim on a conversation holds, as the queue is told
     * @param shortest the shortest wait
     * @param longest the longest wait
     */
    public DueLetters(
            DeadLetterSchema schema,
            Serializer generic,
            Serializer events,
            Duration claim,
            Duration shortest,
            Duration longest) {
        super(DefaultDeadLetterStatementFactory.<EventMessage<?>>builder()
                .schema(schema)
                .genericSerializer(generic)
                .eventSerializer(events));
        this.claim = claim;
        this.shortest = shortest;
        this.longest = longest;
        this.sql = sql(schema);
    }

    @Override
    public PreparedStatement claimableSequencesStatement(
            Connection connection, String processingGroup, Instant startedBefore, int offset, int maxSize)
            throws SQLException {
        String now = DateTimeUtils.formatInstant(startedBefore.plus(claim));
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, processingGroup);
        statement.setString(2, DateTimeUtils.formatInstant(startedBefore));
        statement.setString(3, now);
        statement.setLong(4, longest.toMillis());
        statement.setLong(5, shortest.toMillis());
        statement.setInt(6, maxSize);
        statement.setInt(7, offset);
        return statement;
    }

    private static String sql(DeadLetterSchema schema) {
        String text = """
                SELECT *
                FROM (
                    SELECT DISTINCT ON ({sequence}) *
                    FROM {table}
                    WHERE {group} = ?
                    ORDER BY {sequence}, {index}) AS first_letter
                WHERE ({started} IS NULL OR {started} < ?)
                    AND ?::timestamptz - {touched}::timestamptz >= least(
                        ? * interval '1 millisecond',
                        greatest(? * interval '1 millisecond', {touched}::timestamptz - {enqueued}::timestamptz))
                ORDER BY {touched}
                LIMIT ? OFFSET ?""";
        return text.replace("{table}", schema.deadLetterTable())
                .replace("{group}", schema.processingGroupColumn())
                .replace("{sequence}", schema.sequenceIdentifierColumn())
                .replace("{index}", schema.sequenceIndexColumn())
                .replace("{started}", schema.processingStartedColumn())
                .replace("{touched}", schema.lastTouchedColumn())
                .replace("{enqueued}", schema.enqueuedAtColumn());
    }
}
