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

/** Reads {@code work.deletion}. */
final class StoredDeletions implements Deletions {

    private static final String COLUMNS = "SELECT position, keys, leaf_keys, snapshots, deleted_at FROM work.deletion ";

    private final JdbcClient jdbc;

    StoredDeletions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Deletion> inChat(ChatId chatId, long below, int most) {
        return jdbc.sql(COLUMNS + "WHERE chat_id = ? AND position < ? ORDER BY position DESC LIMIT ?")
                .params(chatId.value(), below, most)
                .query(StoredDeletions::deletion)
                .list();
    }

    /** An account is erased once. */
    @Override
    public List<Deletion> ofUser(UserId userId) {
        return jdbc.sql(COLUMNS + "WHERE user_id = ? AND chat_id IS NULL ORDER BY position DESC LIMIT 10")
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
                        row.getLong("snapshots")));
    }
}
