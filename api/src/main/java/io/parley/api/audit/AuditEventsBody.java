package io.parley.api.audit;

import io.parley.api.dispatch.Cursors;
import io.parley.contract.audit.EventPage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events, as JSON.
 *
 * @param lookedUpTo up to which position
 * @param next where to go on; null at the end of what was asked
 */
@Schema(name = "AuditEvents")
record AuditEventsBody(
        List<AuditEventBody> items,

        @Schema(description = "Up to which position of the log was looked.")
        long lookedUpTo,

        @Schema(
                description =
                        "Where to go on; null if all was looked at. A page may have no items and a next one: what was asked is rare.")
        @Nullable
        String next) {

    static AuditEventsBody of(EventPage page) {
        return new AuditEventsBody(
                page.items().stream().map(AuditEventBody::of).toList(),
                page.lookedUpTo(),
                page.more() ? Cursors.encode(Long.toString(page.lookedUpTo())) : null);
    }
}
