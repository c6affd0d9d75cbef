package io.parley.projection.batch;

import io.parley.projection.batch.BulkStatement.Rows;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes the rows of one projection. Within a batch of events rows are collected, and written with one statement for each
 * kind when the batch is about to commit.
 *
 * <p>When that fails by fault of an event, nobody can tell which, and PostgreSQL has given up the transaction. The batch then
 * comes again, and up to its last position the rows of each event are written at once, under a savepoint: the one at fault
 * fails alone, and can be put aside. After that, batches are written whole again. Dead letters are always written so.
 *
 * <p>Safe for several threads, each in a transaction and unit of work of its own.
 */
public final class BatchWriter {

    private final String projection;
    private final List<BulkStatement<?>> order;
    private final JdbcOperations jdbc;
    private final TransactionTemplate savepoint;
    private final AtomicLong carefulUpTo = new AtomicLong();

    /**
     * A writer for one projection.
     *
     * @param projection its name
     * @param order all its statements, in the order in which those of a batch are written
     */
    public BatchWriter(
            String projection,
            List<BulkStatement<?>> order,
            JdbcOperations jdbc,
            PlatformTransactionManager transactions) {
        this.projection = projection;
        this.order = List.copyOf(order);
        this.jdbc = jdbc;
        this.savepoint = new TransactionTemplate(transactions);
        this.savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /**
     * Writes the rows that one event brings, now or with its batch: all or none of them.
     *
     * @param position the event's position
     * @param rows the rows
     */
    public void write(long position, List<Rows<?>> rows) {
        if (position > carefulUpTo.get() && isBatch()) {
            pending().add(position, rows);
        } else {
            writeNow(rows);
        }
    }

    /** Empties tables, so that they can be filled anew, and forgets what went of them. */
    public void empty(List<String> tables) {
        jdbc.execute("TRUNCATE " + String.join(", ", tables));
        jdbc.update("DELETE FROM views.gone_chat WHERE projection = ?", projection);
        jdbc.update("DELETE FROM views.deletion WHERE store = ?", projection);
    }

    private static boolean isBatch() {
        return CurrentUnitOfWork.isStarted() && CurrentUnitOfWork.get().root() instanceof BatchingUnitOfWork;
    }

    private PendingRows pending() {
        UnitOfWork<?> batch = CurrentUnitOfWork.get().root();
        return batch.getOrComputeResource(BatchWriter.class.getName() + "/" + projection, key -> {
            PendingRows rows = new PendingRows(order);
            batch.onPrepareCommit(committing -> writeWhole(rows));
            return rows;
        });
    }

    private void writeWhole(PendingRows rows) {
        try {
            rows.write(jdbc);
        } catch (RuntimeException e) {
            WriteFailure failure = WriteFailure.of(projection, e);
            if (WriteFailure.isOfTheEvent(failure)) {
                carefulUpTo.accumulateAndGet(rows.lastPosition(), Math::max);
            }
            throw failure;
        }
    }

    private void writeNow(List<Rows<?>> rows) {
        try {
            savepoint.executeWithoutResult(status -> rows.forEach(some -> some.write(jdbc)));
        } catch (RuntimeException e) {
            throw WriteFailure.of(projection, e);
        }
    }
}
