package io.parley.audit.look;

import io.parley.audit.Connector;
import io.parley.contract.audit.AuditLogReader;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.EventFilter;
import io.parley.contract.audit.EventPage;
import io.parley.contract.audit.MessageHistory;
import io.parley.contract.audit.Moment;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.infra.seal.LoggedEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks into the log in PostgreSQL. Each look has a connection of its own, which can change nothing and does not last. */
public final class DatabaseLogReader implements AuditLogReader {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(10);
    private static final int MOST_EVENTS = 100_000;
    private static final String QUERY_CANCELED = "57014";
    private static final String OWNER = "SELECT coalesce((SELECT store FROM work.log_owner), 'postgresql')";

    private final Connector connector;
    private final int mostEvents;

    /** One that opens connections so. */
    public DatabaseLogReader(Connector connector) {
        this(connector, MOST_EVENTS);
    }

    /** One that looks at no more events of one chat than so many. */
    DatabaseLogReader(Connector connector, int mostEvents) {
        this.connector = connector;
        this.mostEvents = mostEvents;
    }

    @Override
    public EventPage events(EventFilter filter, long after, int most) {
        return look(connection -> new PageSearch(new EventSearch(connection), PATIENCE).find(filter, after, most));
    }

    @Override
    public Optional<ConversationState> conversation(ChatId chatId, Moment moment) {
        return look(connection -> new ConversationSearch(connection).at(chatId.value(), moment, atMost()));
    }

    @Override
    public Optional<MessageHistory> message(ChatId chatId, MessageId messageId) {
        return look(connection -> new MessageSearch(connection)
                .find(messageId, chatId.value(), atMost())
                .map(DatabaseLogReader::history));
    }

    private static MessageHistory history(MessageLife life) {
        return new MessageHistory(
                life.sent(),
                life.steps().stream()
                        .map(step -> new MessageHistory.Step(PageSearch.recorded(step.event()), step.what()))
                        .toList(),
                life.pushes());
    }

    private Consumer<LoggedEvent> atMost() {
        int[] seen = new int[1];
        return event -> {
            if (++seen[0] > mostEvents) {
                throw Rejection.invalid(
                        "chatId",
                        "has more than %d events up to then: ./parley audit looks at it beside the server"
                                .formatted(mostEvents));
            }
        };
    }

    private interface Look<A> {
        A with(Connection connection) throws SQLException;
    }

    private <A> A look(Look<A> look) {
        try (Connection connection = connector.open()) {
            prepare(connection);
            return look.with(connection);
        } catch (SQLException e) {
            throw new Rejection(
                    ErrorCode.UNAVAILABLE,
                    QUERY_CANCELED.equals(e.getSQLState())
                            ? "It takes too long to find that: ask for less of the log."
                            : "The log cannot be read just now.");
        }
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + LONGEST_STATEMENT.toMillis());
            try (ResultSet row = statement.executeQuery(OWNER)) {
                row.next();
                if (!row.getString(1).equals("postgresql")) {
                    throw new Rejection(
                            ErrorCode.NOT_FOUND,
                            "The log is in Axon Server; only one in PostgreSQL is looked at here.");
                }
            }
        }
    }
}
