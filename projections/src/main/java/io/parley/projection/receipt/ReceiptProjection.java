package io.parley.projection.receipt;

import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.receipt.ReceiptEvent.ReceiptAdvanced;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import io.parley.projection.ending.NotedGone;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Fills {@code views.receipt}, the marks as they stand, and {@code views.receipt_step}, the time at which each mark was first
 * reached. A mark that did not move makes no step.
 */
public final class ReceiptProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "receipt";

    private static final BulkStatement<Advanced> ADVANCE = BulkStatement.<Advanced>columns()
            .id(row -> row.event().chatId())
            .id(row -> row.event().userId())
            .number(row -> row.event().delivered())
            .number(row -> row.event().read())
            .number(Advanced::position)
            .into("""
                    INSERT INTO views.receipt AS r (chat_id, user_id, delivered, read, position)
                    SELECT chat_id, user_id, max(delivered), max(read), max(position)
                    FROM unnest(?, ?, ?, ?, ?) AS n (chat_id, user_id, delivered, read, position)
                    GROUP BY chat_id, user_id
                    ON CONFLICT (chat_id, user_id) DO UPDATE
                    SET delivered = greatest(r.delivered, excluded.delivered),
                        read = greatest(r.read, excluded.read),
                        position = excluded.position
                    WHERE r.position < excluded.position""");

    private static final BulkStatement<Step> STEP = BulkStatement.<Step>columns()
            .id(row -> row.event().chatId())
            .id(row -> row.event().userId())
            .word(Step::mark)
            .number(Step::upTo)
            .time(row -> row.event().markedAt())
            .into("""
                    INSERT INTO views.receipt_step (chat_id, user_id, mark, up_to, marked_at)
                    SELECT * FROM unnest(?, ?, ?, ?, ?)
                    ON CONFLICT (chat_id, user_id, mark, up_to) DO NOTHING""");

    private static final BulkStatement<NotedGone> GO = NotedGone.by(NAME);

    /** A projection that writes with these. */
    public ReceiptProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.receipt", "views.receipt_step"), List.of(ADVANCE, STEP, GO), jdbc, transactions);
    }

    @EventHandler
    void on(ReceiptAdvanced event, TrackingToken token) {
        long position = positionOf(token);
        List<Step> steps = new ArrayList<>();
        steps.add(new Step(event, Mark.DELIVERED, event.delivered()));
        if (event.read() > 0) {
            steps.add(new Step(event, Mark.READ, event.read()));
        }
        write(position, ADVANCE.of(new Advanced(event, position)), STEP.of(steps));
    }

    @EventHandler
    void on(ChatGone event, TrackingToken token) {
        long position = positionOf(token);
        write(position, GO.of(new NotedGone(event, position)));
    }

    private enum Mark {
        DELIVERED,
        READ
    }

    private record Advanced(ReceiptAdvanced event, long position) {}

    private record Step(ReceiptAdvanced event, Mark mark, long upTo) {}
}
