package io.parley.contract.audit;

import io.parley.contract.ParleyEvent;
import io.parley.contract.id.OperatorId;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What happened in looking into the log. */
public sealed interface AuditEvent extends ParleyEvent {

    /** Who looked. */
    OperatorId operatorId();

    /**
     * An operator looked into the log.
     *
     * @param operatorId who
     * @param operation what was looked at
     * @param parameters what was asked, by the names of the parameters, in their order
     * @param reason why, if that was said
     * @param address from which address, if that was known
     * @param readAt when
     */
    @Revision("1")
    record AuditLogRead(
            OperatorId operatorId,
            AuditOperation operation,
            Map<String, String> parameters,
            @Nullable String reason,
            @Nullable String address,
            Instant readAt)
            implements AuditEvent {

        public AuditLogRead {
            parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
        }
    }
}
