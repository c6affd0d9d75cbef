package io.parley.infra.store;

import java.sql.ResultSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How far aggregates have got according to the table of events. */
final class TableHeads implements AggregateHeads {

    private final JdbcClient jdbc;

    TableHeads(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
    }

    @Override
    public Map<String, Long> lastSequences(Collection<String> aggregateIds) {
        Map<String, Long> last = new HashMap<>();
        jdbc.sql("SELECT a.id, e.sequence_number FROM unnest(?) AS a (id) CROSS JOIN LATERAL (SELECT sequence_number"
                        + " FROM events.event WHERE aggregate_id = a.id ORDER BY sequence_number DESC LIMIT 1) e")
                .param(aggregateIds.toArray(String[]::new))
                .query((ResultSet row) -> {
                    last.put(row.getString(1), row.getLong(2));
                });
        return last;
    }
}
