package io.parley.audit.replay;

import io.parley.infra.serialization.Serializers;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.JdbcOperations;

/** How far the processor has got that fills the tables that serve, as it has committed it. */
final class LiveTokens {

    private static final String OF_PROCESSOR =
            "SELECT token, tokentype FROM work.token WHERE processorname = ? ORDER BY segment";

    private final Serializer serializer = Serializers.forRest();
    private final String processor;

    LiveTokens(String processor) {
        this.processor = processor;
    }

    /** The positions, one for each segment. */
    List<Long> read(JdbcOperations jdbc) {
        return positions(jdbc, OF_PROCESSOR);
    }

    /**
     * As {@link #read}; the processor then commits nothing until this transaction ends, for it stores its token first of all
     * in each of its own.
     */
    List<Long> hold(JdbcOperations jdbc) {
        return positions(jdbc, OF_PROCESSOR + " FOR UPDATE");
    }

    private List<Long> positions(JdbcOperations jdbc, String sql) {
        List<Long> positions = jdbc.query(sql, (row, number) -> position(row), processor);
        if (positions.isEmpty()) {
            throw new ReplayRefusal("No server has filled this projection yet: start one first.");
        }
        return positions;
    }

    private long position(ResultSet row) throws SQLException {
        byte[] token = row.getBytes("token");
        if (token == null) {
            return 0;
        }
        TrackingToken read = serializer.deserialize(
                new SimpleSerializedObject<>(token, byte[].class, row.getString("tokentype"), null));
        return read.position().orElse(0);
    }
}
