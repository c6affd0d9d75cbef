package io.parley.query.media;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads {@code views.media}. */
final class StoredMedia {

    private final JdbcClient jdbc;

    StoredMedia(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Media.
     *
     * @param content what they are, encrypted; null once a message has taken them up
     * @param sequence the message that bears them; null while none does
     */
    record Row(
            ChatId chatId,
            Instant uploadedAt,
            @Nullable Ciphertext content,
            @Nullable Long sequence) {}

    Optional<Row> find(MediaId mediaId) {
        return jdbc.sql("SELECT chat_id, uploaded_at, content, key_id, sequence FROM views.media WHERE media_id = ?")
                .param(mediaId.value())
                .query(StoredMedia::row)
                .optional();
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new ChatId(Rows.id(row, "chat_id")),
                Rows.time(row, "uploaded_at"),
                Rows.sealedOrNull(row, "content", "key_id"),
                row.getObject("sequence", Long.class));
    }
}
