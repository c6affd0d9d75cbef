package io.parley.query.mailbox;

import static io.parley.query.ReadModel.MAILBOX;

import io.parley.contract.chat.Memberships;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.log.ProjectionProgress;
import io.parley.contract.mailbox.MailboxPage;
import io.parley.contract.mailbox.MailboxQuery.FindMailbox;
import io.parley.query.Answers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.queryhandling.QueryHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads mailboxes: rows up to where their projection has got, the rest from the log itself. A page looks at a bounded part of
 * the log, so it can be short, or empty, and yet not be the last. What is known to be gone is left out.
 */
public final class MailboxQueries {

    private final MailboxRows rows;
    private final GoneEvents gone;
    private final EventsByPosition log;
    private final Memberships memberships;
    private final ProjectionProgress progress;
    private final int scan;
    private final Answers answers;

    /**
     * A handler that reads with these.
     *
     * @param scan how many events of the log one page looks at, at most
     */
    public MailboxQueries(
            JdbcClient jdbc,
            EventsByPosition log,
            Memberships memberships,
            ProjectionProgress progress,
            int scan,
            Answers answers) {
        this.rows = new MailboxRows(jdbc);
        this.gone = new GoneEvents(jdbc);
        this.log = log;
        this.memberships = memberships;
        this.progress = progress;
        this.scan = scan;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<MailboxPage> handle(FindMailbox query) {
        return answers.now(() -> {
            MailboxPage page = page(query);
            return new MailboxPage(gone.leftOut(page.events()), page.upTo());
        });
    }

    private MailboxPage page(FindMailbox query) {
        long filled = Math.min(progress.position(MAILBOX.processor()), query.upTo());
        if (filled <= query.after()) {
            return fromLog(query, query.after(), List.of());
        }
        List<Long> positions = rows.find(query, filled);
        List<LoggedEvent> events = positions.isEmpty() ? List.of() : log.at(positions);
        if (positions.size() == query.limit()) {
            return new MailboxPage(events, positions.get(positions.size() - 1));
        }
        return fromLog(query, filled, events);
    }

    /** Goes on from {@code after} in the log; positions have no gaps, so the last event seen tells how far that went. */
    private MailboxPage fromLog(FindMailbox query, long after, List<LoggedEvent> before) {
        List<LoggedEvent> events = new ArrayList<>(before);
        long upTo = Math.min(after, query.upTo());
        if (after < query.upTo()) {
            Addressed addressed = new Addressed(query.userId(), query.upTo(), memberships);
            for (LoggedEvent event : log.between(after, query.upTo(), scan)) {
                if (addressed.is(event)) {
                    events.add(event);
                }
                upTo = event.position();
                if (events.size() == query.limit()) {
                    break;
                }
            }
        }
        return new MailboxPage(List.copyOf(events), upTo);
    }
}
