package io.parley.infra.axonserver;

import io.parley.infra.startup.StartupProblem;
import java.util.List;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.WrappedToken;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Finds out at the start whether the log is shorter than what projections have seen of it: it lost its end, or is another one.
 * They would then pass over what comes next, without a word.
 */
final class ShorterLog {

    private static final String TOKENS =
            "SELECT token, tokentype FROM work.token WHERE token IS NOT NULL" + " AND processorname NOT LIKE '\\_\\_%'";

    private final JdbcClient jdbc;
    private final Serializer serializer;

    ShorterLog(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
    }

    /**
     * Compares the log's head with the tokens.
     *
     * @throws StartupProblem if a token is beyond it
     */
    void refuse(long head) {
        List<TrackingToken> tokens = jdbc.sql(TOKENS)
                .query((row, number) -> serializer.<byte[], TrackingToken>deserialize(
                        new SimpleSerializedObject<>(row.getBytes(1), byte[].class, row.getString(2), null)))
                .list();
        long seen = tokens.stream()
                .map(WrappedToken::unwrapLowerBound)
                .mapToLong(token -> token.position().orElse(0))
                .max()
                .orElse(0);
        if (seen > head) {
            throw new StartupProblem(
                    "Axon Server's log ends at position %d, but its events were read here up to %d: it lost its end, or is another log (docs/adr/0014 says what to do)."
                            .formatted(head, seen));
        }
    }
}
