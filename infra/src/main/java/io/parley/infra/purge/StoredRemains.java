package io.parley.infra.purge;

import io.parley.contract.id.KeyId;
import io.parley.contract.purge.Remains;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into the tables of schema {@code work}. A key is left if its row is there, or that of a key below it. */
final class StoredRemains implements Remains {

    static final String KEYRING = "keyring";
    static final String SNAPSHOTS = "snapshots";

    private static final String DEAD_LETTERS = "deadLetters";

    private final JdbcClient jdbc;

    StoredRemains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<String, Long> ofKeys(List<KeyId> keys) {
        String[] ids = keys.stream().map(KeyId::toString).toArray(String[]::new);
        String rows = "work.keyring WHERE key_id = ANY (:keys::uuid[]) OR wrapped_by = ANY (:keys)";
        return Map.of(
                KEYRING,
                jdbc.sql("SELECT count(*) FROM " + rows)
                        .param("keys", ids)
                        .query(Long.class)
                        .single());
    }

    @Override
    public Map<String, Long> ofAggregate(String aggregateId) {
        return Map.of(
                SNAPSHOTS, count("work.snapshot WHERE aggregate_id = ?", aggregateId),
                DEAD_LETTERS, count("work.dead_letter WHERE aggregateidentifier = ?", aggregateId));
    }

    private long count(String rows, String aggregateId) {
        return jdbc.sql("SELECT count(*) FROM " + rows)
                .param(aggregateId)
                .query(Long.class)
                .single();
    }
}
