package io.parley.infra.account;

import io.parley.contract.id.UserId;
import io.parley.infra.database.ImmediateWrites;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who has blocked whom, in the table {@code work.block}. Statements join the current transaction. Blocking. */
public final class BlockTable {

    private final JdbcClient jdbc;

    BlockTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(UserId blocker, UserId blocked) {
        change(
                "INSERT INTO work.block (blocker_id, blocked_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
                blocker,
                blocked);
    }

    void remove(UserId blocker, UserId blocked) {
        change("DELETE FROM work.block WHERE blocker_id = ? AND blocked_id = ?", blocker, blocked);
    }

    private void change(String sql, UserId blocker, UserId blocked) {
        int changed =
                jdbc.sql(sql).param(blocker.value()).param(blocked.value()).update();
        if (changed == 1) {
            ImmediateWrites.note();
        }
    }

    /** Whom somebody has blocked. */
    Set<UserId> of(UserId blocker) {
        return jdbc
                .sql("SELECT blocked_id FROM work.block WHERE blocker_id = ?")
                .param(blocker.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(UserId::new)
                .collect(Collectors.toUnmodifiableSet());
    }
}
