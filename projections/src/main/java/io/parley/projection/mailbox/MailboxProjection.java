package io.parley.projection.mailbox;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.UserId;
import io.parley.contract.log.Processors;
import io.parley.contract.mailbox.Addressees;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Fills {@code views.mailbox} by the rule of {@link Addressees}, with positions only. Its processing group has no dead-letter
 * queue: a mailbox with a hole would lose a message for ever, so a failure is tried again until it passes.
 */
public final class MailboxProjection extends Projection {

    /** The processing group. */
    public static final String NAME = Processors.MAILBOX;

    private static final BulkStatement<Entry> PUT = BulkStatement.<Entry>columns()
            .id(Entry::userId)
            .number(Entry::position)
            .into("""
                    INSERT INTO views.mailbox (user_id, position)
                    SELECT * FROM unnest(?, ?)
                    ON CONFLICT (user_id, position) DO NOTHING""");

    /** A projection that writes with these. */
    public MailboxProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.mailbox"), List.of(PUT), jdbc, transactions);
    }

    @EventHandler
    @Override
    protected void onAnyOther(ParleyEvent event, TrackingToken token) {
        long position = positionOf(token);
        List<Entry> entries = Addressees.of(event).stream()
                .map(userId -> new Entry(userId, position))
                .toList();
        if (!entries.isEmpty()) {
            write(position, PUT.of(entries));
        }
    }

    private record Entry(UserId userId, long position) {}
}
