package io.parley.projection.batch;

import io.parley.projection.batch.BulkStatement.Rows;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcOperations;

/** The rows of a batch that are not written yet. Belongs to one unit of work and its thread. */
final class PendingRows {

    private final Map<BulkStatement<?>, List<Rows<?>>> byStatement = new LinkedHashMap<>();
    private long lastPosition;

    PendingRows(List<BulkStatement<?>> order) {
        order.forEach(statement -> byStatement.put(statement, new ArrayList<>()));
    }

    void add(long position, List<Rows<?>> rows) {
        for (Rows<?> some : rows) {
            List<Rows<?>> sameKind = byStatement.get(some.statement());
            if (sameKind == null) {
                throw new IllegalStateException("a statement that the writer was not told of");
            }
            sameKind.add(some);
        }
        lastPosition = Math.max(lastPosition, position);
    }

    long lastPosition() {
        return lastPosition;
    }

    void write(JdbcOperations jdbc) {
        byStatement.forEach((statement, rows) -> write(statement, rows, jdbc));
    }

    /** All rows under one statement are of that statement's type: {@link Rows} is made by its statement alone. */
    @SuppressWarnings("unchecked")
    private static <R> void write(BulkStatement<R> statement, List<Rows<?>> rows, JdbcOperations jdbc) {
        List<R> all = new ArrayList<>();
        rows.forEach(some -> all.addAll((List<R>) some.rows()));
        if (!all.isEmpty()) {
            statement.execute(jdbc, all);
        }
    }
}
