package io.parley.infra.saga;

import io.parley.command.fanout.FanOutSaga;
import io.parley.contract.fanout.PendingFanOut;
import io.parley.contract.id.ChatId;
import io.parley.infra.store.StoreFailures;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the saga of a group has tried, read from its row. Not by way of Axon's store, which locks the row: a sender who looks must not
 * keep the fan-out waiting, nor wait for it.
 */
public final class StoredFanOut implements PendingFanOut {

    private static final String OF_CHAT = """
            SELECT s.serialized_saga, s.saga_type, s.revision
            FROM work.association_value_entry a JOIN work.saga_entry s ON s.saga_id = a.saga_id
            WHERE a.association_key = 'chatId' AND a.association_value = ? AND a.saga_type = ?""";

    private final JdbcClient jdbc;
    private final Serializer serializer;
    private final String type;

    /**
     * Reads sagas.
     *
     * @param serializer by which they are written
     */
    public StoredFanOut(JdbcClient jdbc, Serializer serializer) {
        this.jdbc = jdbc;
        this.serializer = serializer;
        this.type = serializer.typeForClass(FanOutSaga.class).getName();
    }

    @Override
    public Map<Integer, Integer> tries(ChatId chatId, long sequence) {
        return sagas(chatId).stream()
                .flatMap(saga -> saga.tries(sequence).entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Math::max));
    }

    /** One at most, unless two began at the same moment. */
    private List<FanOutSaga> sagas(ChatId chatId) {
        try {
            return jdbc.sql(OF_CHAT)
                    .param(chatId.toString())
                    .param(type)
                    .query((row, number) -> serializer.<byte[], FanOutSaga>deserialize(new SimpleSerializedObject<>(
                            row.getBytes(1), byte[].class, row.getString(2), row.getString(3))))
                    .list();
        } catch (RuntimeException e) {
            throw StoreFailures.translated(e);
        }
    }
}
