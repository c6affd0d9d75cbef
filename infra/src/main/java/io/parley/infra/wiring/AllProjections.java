package io.parley.infra.wiring;

import io.parley.projection.Projection;
import io.parley.projection.chat.ChatProjection;
import io.parley.projection.degradation.DegradationProjection;
import io.parley.projection.inbox.InboxProjection;
import io.parley.projection.mailbox.MailboxProjection;
import io.parley.projection.message.HistoryProjection;
import io.parley.projection.receipt.ReceiptProjection;
import io.parley.projection.session.SessionProjection;
import io.parley.projection.user.UserProjection;
import java.util.List;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** All projections there are. */
public final class AllProjections {

    private final List<Projection> projections;

    /** Those that write with these. */
    public AllProjections(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        this.projections = List.of(
                new UserProjection(jdbc, transactions),
                new ChatProjection(jdbc, transactions),
                new HistoryProjection(jdbc, transactions),
                new InboxProjection(jdbc, transactions),
                new ReceiptProjection(jdbc, transactions),
                new MailboxProjection(jdbc, transactions),
                new SessionProjection(jdbc, transactions),
                new DegradationProjection(jdbc, transactions));
    }

    /** All, in the order in which they are told of. */
    public List<Projection> list() {
        return projections;
    }
}
