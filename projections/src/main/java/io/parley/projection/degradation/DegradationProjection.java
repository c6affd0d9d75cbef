package io.parley.projection.degradation;

import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.contract.degradation.WorkClass;
import io.parley.projection.Projection;
import io.parley.projection.batch.BulkStatement;
import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.transaction.PlatformTransactionManager;

/** Fills {@code views.forced_shedding}: a row for each class of work that something was ever said of. */
public final class DegradationProjection extends Projection {

    /** The processing group. */
    public static final String NAME = "degradation";

    private static final BulkStatement<Said> SAY = BulkStatement.<Said>columns()
            .word(Said::workClass)
            .number(Said::shed)
            .time(Said::until)
            .number(Said::position)
            .into("""
                    INSERT INTO views.forced_shedding AS f (work_class, shed, until, position)
                    SELECT DISTINCT ON (work_class) work_class,
                        CASE shed WHEN 0 THEN false WHEN 1 THEN true END, until, position
                    FROM unnest(?, ?, ?, ?) AS n (work_class, shed, until, position)
                    ORDER BY work_class, position DESC
                    ON CONFLICT (work_class) DO UPDATE
                    SET shed = excluded.shed, until = excluded.until, position = excluded.position
                    WHERE f.position < excluded.position""");

    /** A projection that writes with these. */
    public DegradationProjection(JdbcOperations jdbc, PlatformTransactionManager transactions) {
        super(NAME, List.of("views.forced_shedding"), List.of(SAY), jdbc, transactions);
    }

    @EventHandler
    void on(SheddingForced event, TrackingToken token) {
        long position = positionOf(token);
        write(position, SAY.of(new Said(event.workClass(), event.shed() ? 1 : 0, event.until(), position)));
    }

    @EventHandler
    void on(SheddingFreed event, TrackingToken token) {
        long position = positionOf(token);
        write(position, SAY.of(new Said(event.workClass(), Said.NOTHING, null, position)));
    }

    /** What was said: 1 for shed, 0 for served. */
    private record Said(
            WorkClass workClass, long shed, @Nullable Instant until, long position) {

        private static final long NOTHING = -1;
    }
}
