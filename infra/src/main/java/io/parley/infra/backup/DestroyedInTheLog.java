package io.parley.infra.backup;

import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.id.KeyId;
import io.parley.contract.media.MediaEvent.MediaAttached;
import io.parley.contract.media.MediaEvent.MediaDeleted;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.user.UserEvent.UserErased;
import io.parley.infra.serialization.Serializers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;

/** Reads the whole log for the keys that its events say were destroyed, and writes them into a table. */
final class DestroyedInTheLog {

    private static final String TYPES = Stream.of(
                    MessageRetracted.class,
                    MessagesExpired.class,
                    ChatPurged.class,
                    ChatExpired.class,
                    UserErased.class,
                    MediaAttached.class,
                    MediaDeleted.class)
            .map(type -> "'" + type.getName() + "'")
            .collect(Collectors.joining(", "));
    private static final String SELECT =
            "SELECT type, revision, payload FROM events.event WHERE type IN (" + TYPES + ")";
    private static final int PAGE = 500;

    private final Connection connection;
    private final Serializer serializer = Serializers.forRest();

    DestroyedInTheLog(Connection connection) {
        this.connection = connection;
    }

    /** Adds them to a table with one column; some may be there twice. */
    void addTo(String table) throws SQLException {
        List<Object> keys = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SELECT)) {
            statement.setFetchSize(PAGE); // and no transaction ends meanwhile, or all would be read at once
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    destroyedBy(event(found)).forEach(key -> keys.add(key.value()));
                    if (keys.size() >= PAGE) {
                        insert(table, keys);
                    }
                }
            }
        }
        insert(table, keys);
    }

    private Object event(ResultSet row) throws SQLException {
        return serializer.deserialize(
                new SimpleSerializedObject<>(row.getBytes(3), byte[].class, row.getString(1), row.getString(2)));
    }

    private static List<KeyId> destroyedBy(Object event) {
        if (event instanceof MessageRetracted retracted) {
            return List.of(retracted.key());
        }
        if (event instanceof MessagesExpired expired) {
            return expired.keys();
        }
        if (event instanceof ChatGone gone) {
            return gone.keys();
        }
        if (event instanceof MediaAttached attached) {
            return List.of(attached.key());
        }
        if (event instanceof MediaDeleted deleted) {
            return List.of(deleted.key());
        }
        return event instanceof UserErased erased ? erased.keys() : List.of();
    }

    private void insert(String table, List<Object> keys) throws SQLException {
        String sql = "INSERT INTO " + table + " SELECT unnest(?::uuid[])";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", keys.toArray()));
            statement.executeUpdate();
        }
        keys.clear();
    }
}
