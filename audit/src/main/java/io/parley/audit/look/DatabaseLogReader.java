package io.parley.audit.look;

import io.parley.audit.Connector;
import io.parley.audit.proof.ProofExport;
import io.parley.audit.proof.PublishedRoot;
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
import io.parley.infra.seal.Seal;
import io.parley.infra.seal.SealTable;
import java.io.IOException;
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
    private static final int LONGEST_PROOF = 16 << 20;
    private static final String QUERY_CANCELED = "57014";
    private static final String OWNER = "SELECT coalesce((SELECT store FROM work.log_owner), 'postgresql')";

    private final Connector connector;
    private final int mostEvents;
    private final int longestProof;

    /** One that opens connections so. */
    public DatabaseLogReader(Connector connector) {
        this(connector, MOST_EVENTS, LONGEST_PROOF);
    }

    /** One that looks at no more events of one chat than so many, and writes no longer proofs. */
    DatabaseLogReader(Connector connector, int mostEvents, int longestProof) {
        this.connector = connector;
        this.mostEvents = mostEvents;
        this.longestProof = longestProof;
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

    @Override
    public Optional<String> root() {
        return look(connection -> new SealTable(connection).last().map(PublishedRoot::of));
    }

    @Override
    public Optional<String> proof(ChatId chatId) {
        return look(connection -> {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return isSealed(connection, chatId) ? Optional.of(proof(connection, chatId)) : Optional.empty();
        });
    }

    private static boolean isSealed(Connection connection, ChatId chatId) throws SQLException {
        SealTable seals = new SealTable(connection);
        Optional<Seal> last = seals.last();
        return last.isPresent()
                && !seals.eventsOf(chatId.toString(), 0, last.get().lastPosition(), 1)
                        .isEmpty();
    }

    private String proof(Connection connection, ChatId chatId) throws SQLException {
        BoundedText lines = new BoundedText(longestProof);
        try {
            new ProofExport(connection).write(chatId.toString(), null, lines);
            return lines.toString();
        } catch (IllegalArgumentException sealsAreBroken) {
            throw new Rejection(ErrorCode.UNAVAILABLE, sealsAreBroken.getMessage() + ".");
        } catch (IOException tooLong) {
            throw Rejection.invalid(
                    "chatId",
                    "has a proof of more than %d bytes: ./parley audit proof writes it beside the server"
                            .formatted(longestProof));
        }
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
