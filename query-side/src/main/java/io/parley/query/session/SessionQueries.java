package io.parley.query.session;

import io.parley.contract.id.DeviceId;
import io.parley.contract.session.ClosedSessions;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.query.Answers;
import io.parley.query.ReadModel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Answers questions about sessions. A session that is held back counts as closed: nobody can tell that it is not. */
public final class SessionQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(ReadModel.SESSION);

    private final JdbcClient jdbc;
    private final Answers answers;

    /** A handler that reads with these. */
    public SessionQueries(JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<ClosedSessions> handle(FindClosedSessions query) {
        return answers.of(query.atLeast(), NEEDED, () -> new ClosedSessions(closed(query.since())));
    }

    private List<DeviceId> closed(Instant since) {
        return jdbc
                .sql("""
                        SELECT device_id FROM views.session WHERE closed_at >= ?
                        UNION
                        SELECT subject FROM views.held_back WHERE projection = ?""")
                .param(since.atOffset(ZoneOffset.UTC))
                .param(ReadModel.SESSION.projection())
                .query(UUID.class)
                .list()
                .stream()
                .map(DeviceId::new)
                .toList();
    }
}
