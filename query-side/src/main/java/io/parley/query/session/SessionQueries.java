package io.parley.query.session;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.DeviceId;
import io.parley.contract.session.ClosedSessions;
import io.parley.contract.session.SessionPage;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.contract.session.SessionQuery.FindSessions;
import io.parley.contract.session.SessionView;
import io.parley.contract.user.ProfileReader;
import io.parley.query.Answers;
import io.parley.query.HeldBack;
import io.parley.query.ReadModel;
import io.parley.query.Rows;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers questions about sessions. To those who check tokens a session that is held back counts as closed: nobody can tell that it is
 * not. A session that may refresh no more is none: its rows stay, but nobody is shown them as open.
 */
public final class SessionQueries {

    private static final Set<ReadModel> NEEDED = EnumSet.of(ReadModel.SESSION);

    /** When a session was last refreshed and whether it has a stream open are no events, and stand where tokens and gateways are. */
    private static final String OPEN = """
            SELECT s.device_id, s.device_name, s.device_name_key, s.opened_at, s.position, EXISTS (
              SELECT 1 FROM work.connection c JOIN work.gateway g ON g.node = c.node
              WHERE c.user_id = s.user_id AND c.device_id = s.device_id AND g.removed_at IS NULL) AS connected
            FROM views.session s JOIN work.refresh r ON r.device_id = s.device_id
            WHERE s.user_id = :viewer AND s.closed_at IS NULL AND s.position < :below AND r.refreshed_at >= :since
            ORDER BY s.position DESC LIMIT :limit""";

    private final JdbcClient jdbc;
    private final ProfileReader names;
    private final HeldBack heldBack;
    private final Answers answers;

    /** A handler that reads with these. */
    public SessionQueries(JdbcClient jdbc, ProfileReader names, Answers answers) {
        this.jdbc = jdbc;
        this.names = names;
        this.heldBack = new HeldBack(jdbc);
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

    @QueryHandler
    CompletableFuture<SessionPage> handle(FindSessions query) {
        return answers.of(query.atLeast(), NEEDED, () -> page(query));
    }

    private SessionPage page(FindSessions query) {
        heldBack.refuseAllOf(query.viewer(), NEEDED);
        List<OpenSession> found = open(query);
        boolean more = found.size() > query.limit();
        List<OpenSession> rows = more ? found.subList(0, query.limit()) : found;
        Map<Ciphertext, Confidential> texts = names.read(
                rows.stream().map(OpenSession::name).filter(Objects::nonNull).toList());
        return new SessionPage(rows.stream().map(row -> row.view(texts)).toList(), more);
    }

    /** One more than asked for, which tells whether there are more. */
    private List<OpenSession> open(FindSessions query) {
        return jdbc.sql(OPEN)
                .param("viewer", query.viewer().value())
                .param("below", query.below())
                .param("since", query.refreshedSince().atOffset(ZoneOffset.UTC))
                .param("limit", query.limit() + 1)
                .query((row, number) -> new OpenSession(
                        new DeviceId(Rows.id(row, "device_id")),
                        Rows.sealedOrNull(row, "device_name", "device_name_key"),
                        Rows.time(row, "opened_at"),
                        row.getBoolean("connected"),
                        row.getLong("position")))
                .list();
    }

    /** A row whose name cannot be read yet. */
    private record OpenSession(
            DeviceId deviceId, @Nullable Ciphertext name, Instant openedAt, boolean connected, long position) {

        SessionView view(Map<Ciphertext, Confidential> texts) {
            return new SessionView(deviceId, name == null ? null : texts.get(name), openedAt, connected, position);
        }
    }
}
