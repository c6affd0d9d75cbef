package io.parley.query.fanout;

import io.parley.contract.fanout.AbandonedFanOuts;
import io.parley.contract.fanout.AbandonedFanOuts.AbandonedFanOut;
import io.parley.contract.fanout.FanOutQuery.FindAbandonedFanOuts;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.LaneId;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers operators' questions about the fan-out. */
public final class FanOutQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(ReadModel.MAILBOX);

    private final JdbcClient jdbc;
    private final Answers answers;

    /** A handler that reads with these. */
    public FanOutQueries(JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<AbandonedFanOuts> handle(FindAbandonedFanOuts query) {
        return answers.of(query.atLeast(), NEEDED, () -> page(query));
    }

    private AbandonedFanOuts page(FindAbandonedFanOuts query) {
        List<AbandonedFanOut> found = find(query);
        boolean more = found.size() > query.limit();
        return new AbandonedFanOuts(more ? found.subList(0, query.limit()) : found, more);
    }

    /** One more than asked for, to see whether there are more. */
    private List<AbandonedFanOut> find(FindAbandonedFanOuts query) {
        return jdbc.sql("""
                        SELECT a.chat_id, a.lane, a.sequence, a.position, a.tries
                        FROM views.mailbox_abandoned a
                        WHERE a.position > ? AND NOT EXISTS (SELECT FROM views.mailbox_lane l
                            WHERE l.chat_id = a.chat_id AND l.lane = a.lane AND l.sequence = a.sequence)
                            AND NOT EXISTS (SELECT FROM views.gone_chat g
                                WHERE g.chat_id = a.chat_id AND g.projection = 'mailbox')
                        ORDER BY a.position LIMIT ?""")
                .param(query.after())
                .param(query.limit() + 1)
                .query((row, number) -> new AbandonedFanOut(
                        new LaneId(new ChatId(Rows.id(row, "chat_id")), row.getInt("lane")),
                        row.getLong("sequence"),
                        row.getLong("position"),
                        row.getInt("tries")))
                .list();
    }
}
