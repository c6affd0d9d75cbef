package io.parley.projection;

import io.parley.contract.ParleyEvent;
import io.parley.projection.batch.BatchWriter;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.batch.BulkStatement.Rows;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.ResetHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A set of read tables, filled from events by one processing group of the same name. An event that is handled again changes
 * nothing, and an event that fails has written nothing.
 */
public abstract class Projection {

    private final String name;
    private final List<String> tables;
    private final BatchWriter writer;

    /**
     * A projection.
     *
     * @param name its name, which is its processing group
     * @param tables the tables that are its own
     * @param statements all statements by which it writes, in the order in which those of a batch are written
     */
    protected Projection(
            String name,
            List<String> tables,
            List<BulkStatement<?>> statements,
            JdbcOperations jdbc,
            PlatformTransactionManager transactions) {
        this.name = name;
        this.tables = List.copyOf(tables);
        this.writer = new BatchWriter(name, statements, jdbc, transactions);
    }

    /** The name, which is the processing group. */
    public final String name() {
        return name;
    }

    /** The tables that this projection alone fills. */
    public final List<String> tables() {
        return tables;
    }

    /**
     * Takes every event that has no handler of its own, and by default does nothing: Axon stores the token of a batch without
     * handled events only late, and readers wait for tokens.
     */
    @EventHandler
    protected void onAnyOther(ParleyEvent event, TrackingToken token) {}

    /** Before the projection is filled anew from the beginning. */
    @ResetHandler
    final void onReset() {
        writer.empty(tables);
    }

    /** Writes what an event brings, with its batch. */
    protected final void write(long position, Rows<?>... rows) {
        writer.write(position, List.of(rows));
    }

    /** The position of the event that is being handled. */
    protected static long positionOf(TrackingToken token) {
        return token.position().orElseThrow(() -> new IllegalArgumentException("a token without position"));
    }
}
