package io.parley.infra.wiring;

import io.parley.contract.deadletter.DeadLetterRepair;
import io.parley.contract.id.DeadLetterId;
import io.parley.infra.store.StoreFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.common.DateTimeUtils;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcDeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterProcessor;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What operators have done about letters. A retry is asked for in the queue's table: the first letter of the conversation is marked
 * as long overdue, so that any node that fills the projection takes it up in its next round, and this node, if it is one, does so
 * now. Whoever it was, the table tells how it ended.
 */
final class QueuedLetters implements DeadLetterRepair {

    private static final String OVERDUE = DateTimeUtils.formatInstant(Instant.EPOCH);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final JdbcClient jdbc;
    private final Function<String, Optional<SequencedDeadLetterProcessor<EventMessage<?>>>> here;
    private final Duration patience;

    /**
     * What works on the queues' table.
     *
     * @param here finds what handles the letters of a projection on this node, if it fills it
     * @param patience how long the outcome of a retry is waited for
     */
    QueuedLetters(
            JdbcClient jdbc,
            Function<String, Optional<SequencedDeadLetterProcessor<EventMessage<?>>>> here,
            Duration patience) {
        this.jdbc = jdbc;
        this.here = here;
        this.patience = patience;
    }

    @Override
    public Optional<Retried> retry(DeadLetterId letterId) {
        return translated(() -> find(letterId).map(place -> {
            markOverdue(place);
            here.apply(place.projection()).ifPresent(processor -> processor.process(place::isOf));
            return await(letterId, place);
        }));
    }

    @Override
    public void evict(DeadLetterId letterId) {
        translated(() -> jdbc.sql("""
                        WITH evicted AS (
                            DELETE FROM work.dead_letter WHERE deadletteridentifier = ?
                            RETURNING processinggroup, eventidentifier)
                        DELETE FROM views.held_back h USING evicted e
                        WHERE h.projection = e.processinggroup AND h.event_id = e.eventidentifier""").param(letterId.toString()).update());
    }

    private Optional<Place> find(DeadLetterId letterId) {
        return jdbc.sql(
                        "SELECT processinggroup, sequenceidentifier FROM work.dead_letter WHERE deadletteridentifier = ?")
                .param(letterId.toString())
                .query((row, number) -> new Place(row.getString(1), row.getString(2)))
                .optional();
    }

    private void markOverdue(Place place) {
        jdbc.sql("""
                        UPDATE work.dead_letter SET lasttouched = :overdue
                        WHERE processinggroup = :projection AND sequenceidentifier = :conversation AND sequenceindex =
                            (SELECT min(sequenceindex) FROM work.dead_letter
                            WHERE processinggroup = :projection AND sequenceidentifier = :conversation)""")
                .param("overdue", OVERDUE)
                .param("projection", place.projection())
                .param("conversation", place.conversation())
                .update();
    }

    private Retried await(DeadLetterId letterId, Place place) {
        long deadline = System.nanoTime() + patience.toNanos();
        State state = state(letterId, place);
        while (state.outcome() == Outcome.PENDING && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            state = state(letterId, place);
        }
        return new Retried(state.outcome(), state.waiting(), state.cause());
    }

    private State state(DeadLetterId letterId, Place place) {
        return jdbc.sql("""
                        SELECT count(*) AS waiting, coalesce(bool_or(deadletteridentifier = :letter), false) AS held,
                            (array_agg(lasttouched ORDER BY sequenceindex))[1] AS touched,
                            (array_agg(causemessage ORDER BY sequenceindex))[1] AS cause
                        FROM work.dead_letter
                        WHERE processinggroup = :projection AND sequenceidentifier = :conversation""")
                .param("letter", letterId.toString())
                .param("projection", place.projection())
                .param("conversation", place.conversation())
                .query((row, number) -> new State(
                        row.getLong("waiting"),
                        row.getBoolean("held"),
                        row.getString("touched"),
                        row.getString("cause")))
                .single();
    }

    private static <T> T translated(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }

    /** A conversation of a projection. */
    private record Place(String projection, String conversation) {

        private boolean isOf(Object letter) {
            return letter instanceof JdbcDeadLetter<?> stored
                    && stored.getSequenceIdentifier().equals(conversation);
        }
    }

    /** What is held back of the conversation, and what is known of the first of it. */
    private record State(
            long waiting,
            boolean held,
            @Nullable String touched,
            @Nullable String cause) {

        /** One that only waited behind another has no cause until it was tried itself. */
        private Outcome outcome() {
            if (!held) {
                return Outcome.HANDLED;
            }
            return cause == null || OVERDUE.equals(touched) ? Outcome.PENDING : Outcome.FAILED;
        }
    }
}
