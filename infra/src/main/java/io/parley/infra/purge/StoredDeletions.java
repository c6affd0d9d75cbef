package io.parley.infra.purge;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.purge.Deletions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads {@code work.deletion} and {@code work.media_deletion}. */
final class StoredDeletions implements Deletions {

    private static final String COLUMNS = "SELECT d.position, keys, leaf_keys, snapshots, deleted_at,"
            + " coalesce(m.objects, 0) AS objects"
            + " FROM work.deletion d LEFT JOIN work.media_deletion m ON m.position = d.position ";

    /** The store of media, which confirmed that it has them no more. */
    private static final String MEDIA = "media";

    private final JdbcClient jdbc;

    StoredDeletions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Deletion> inChat(ChatId chatId, long below, int most) {
        return jdbc.sql(COLUMNS + "WHERE d.chat_id = ? AND d.position < ? ORDER BY d.position DESC LIMIT ?")
                .params(chatId.value(), below, most)
                .query(StoredDeletions::deletion)
                .list();
    }

    /** An account is erased once. */
    @Override
    public List<Deletion> ofUser(UserId userId) {
        return jdbc.sql(COLUMNS + "WHERE user_id = ? AND d.chat_id IS NULL ORDER BY d.position DESC LIMIT 10")
                .param(userId.value())
                .query(StoredDeletions::deletion)
                .list();
    }

    private static Deletion deletion(ResultSet row, int number) throws SQLException {
        return new Deletion(
                row.getLong("position"),
                row.getObject("deleted_at", OffsetDateTime.class).toInstant(),
                Map.of(
                        StoredRemains.KEYRING,
                        row.getLong("keys") + row.getLong("leaf_keys"),
                        StoredRemains.SNAPSHOTS,
                        row.getLong("snapshots"),
                        MEDIA,
                        row.getLong("objects")));
    }
}
