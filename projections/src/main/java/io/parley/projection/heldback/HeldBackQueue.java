package io.parley.projection.heldback;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.deadletter.jdbc.DeadLetterSchema;
import org.axonframework.eventhandling.deadletter.jdbc.JdbcSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.Cause;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * The dead letters of one projection: events that could not be handled, and those of the same conversation that came after
 * them, in order. Two things beyond Axon's queue: readers can see what is held back and whom it concerns, in the same
 * transaction; and which conversations are held back is looked up once in a batch, not once for each event.
 *
 * <p>The second is sound because only the thread that handles a conversation's events can begin to hold it back: what was not
 * held back when its batch began is not held back later, unless by this batch. A conversation that was let go meanwhile gets
 * one more letter, which is handled in its turn.
 */
public final class HeldBackQueue extends JdbcSequencedDeadLetterQueue<EventMessage<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(HeldBackQueue.class);

    private final String projection;
    private final String sequencesSql;
    private final JdbcOperations jdbc;
    private final HeldBackTable table;

    /**
     * A queue.
     *
     * @param projection the projection's name
     * @param settings how the queue stores letters, and its bounds
     * @param schema the table that the settings name
     */
    public HeldBackQueue(
            String projection, Builder<EventMessage<?>> settings, DeadLetterSchema schema, JdbcOperations jdbc) {
        super(settings.processingGroup(projection).schema(schema));
        this.projection = projection;
        this.jdbc = jdbc;
        this.table = new HeldBackTable(projection, jdbc);
        this.sequencesSql = "SELECT DISTINCT %s FROM %s WHERE %s = ?"
                .formatted(schema.sequenceIdentifierColumn(), schema.deadLetterTable(), schema.processingGroupColumn());
    }

    @Override
    public void enqueue(Object sequence, DeadLetter<? extends EventMessage<?>> letter) {
        super.enqueue(sequence, letter);
        table.add(letter.message());
        if (CurrentUnitOfWork.isStarted()) {
            heldBack().add(sequence.toString());
        }
        letter.cause().ifPresent(cause -> report(sequence, letter, cause));
    }

    @Override
    public boolean enqueueIfPresent(Object sequence, Supplier<DeadLetter<? extends EventMessage<?>>> letter) {
        if (CurrentUnitOfWork.isStarted() && !heldBack().contains(sequence.toString())) {
            return false;
        }
        enqueue(sequence, letter.get());
        return true;
    }

    @Override
    public void evict(DeadLetter<? extends EventMessage<?>> letter) {
        super.evict(letter);
        table.remove(letter.message());
    }

    @Override
    public void clear() {
        super.clear();
        table.clear();
    }

    private Set<String> heldBack() {
        return CurrentUnitOfWork.get()
                .root()
                .getOrComputeResource(
                        HeldBackQueue.class.getName() + "/" + projection,
                        key -> new HashSet<>(jdbc.queryForList(sequencesSql, String.class, projection)));
    }

    private void report(Object sequence, DeadLetter<? extends EventMessage<?>> letter, Cause cause) {
        LOG.error(
                "Projection {} holds back conversation {} from event {} on: {}",
                projection,
                sequence,
                letter.message().getIdentifier(),
                cause.message());
    }
}
