package io.parley.query.user;

import io.parley.contract.id.UserId;
import io.parley.contract.user.BlockPage;
import io.parley.contract.user.BlockView;
import io.parley.contract.user.UserQuery.FindBlocks;
import io.parley.query.Answers;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about blocks. Who was erased is nobody, and blocked by nobody. */
public final class BlockQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(ReadModel.USER);

    private static final String SQL = """
            SELECT blocked_id, blocked_at, position FROM views.block b
            WHERE blocker_id = :viewer AND position < :below
                AND EXISTS (SELECT FROM views.user_profile p WHERE p.user_id = b.blocked_id)
            ORDER BY position DESC LIMIT :limit""";

    private final JdbcClient jdbc;
    private final HeldBack heldBack;
    private final Answers answers;

    /** A handler that reads with these. */
    public BlockQueries(JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.heldBack = new HeldBack(jdbc);
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<BlockPage> handle(FindBlocks query) {
        return answers.of(query.atLeast(), NEEDED, () -> page(query));
    }

    private BlockPage page(FindBlocks query) {
        heldBack.refuse(query.viewer(), NEEDED);
        List<BlockView> found = find(query);
        boolean more = found.size() > query.limit();
        return new BlockPage(more ? found.subList(0, query.limit()) : found, more);
    }

    /** One more than asked for, which tells whether there are more. */
    private List<BlockView> find(FindBlocks query) {
        return jdbc.sql(SQL)
                .param("viewer", query.viewer().value())
                .param("below", query.below())
                .param("limit", query.limit() + 1)
                .query((row, number) -> new BlockView(
                        new UserId(Rows.id(row, "blocked_id")), Rows.time(row, "blocked_at"), row.getLong("position")))
                .list();
    }
}
