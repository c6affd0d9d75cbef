package io.parley.contract.audit;

import io.parley.contract.ParleyCommand;
import java.time.Instant;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** Commands about looking into the log. */
public sealed interface AuditCommand extends ParleyCommand {

    /**
     * Takes down that an operator looks into the log, before they are shown anything. No answer.
     *
     * @param trailId whose looks, and of which day; that of {@code at}
     * @param operation what is looked at
     * @param parameters what was asked, by the names of the parameters
     * @param reason why, if that was said
     * @param address from which address, if that is known
     * @param at when
     */
    record RecordAuditRead(
            @TargetAggregateIdentifier AuditTrailId trailId,
            AuditOperation operation,
            Map<String, String> parameters,
            @Nullable String reason,
            @Nullable String address,
            Instant at)
            implements AuditCommand {}
}
