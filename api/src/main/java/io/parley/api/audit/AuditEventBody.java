package io.parley.api.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.parley.contract.audit.RecordedEvent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event as it lies in the log, as JSON; see {@link RecordedEvent}. */
@Schema(name = "AuditEvent", description = "An event as it lies in the log: names, titles and texts are ciphertext.")
record AuditEventBody(
        @Schema(minimum = "1") long position,
        Instant recordedAt,

        @Schema(description = "Its type, such as `MessageSent`.")
        String type,

        @Nullable String revision,
        @Nullable String aggregateType,
        String aggregateId,
        @Schema(minimum = "0") long sequence,
        @Schema(format = "uuid") String eventId,

        @JsonRawValue
        @Schema(
                implementation = Object.class,
                description = "What it says. A text if it was tampered with so that it is no JSON.")
        String payload,

        @JsonRawValue
        @Schema(implementation = Object.class, description = "What is said of it: who did it, and what caused it.")
        String metadata) {

    static AuditEventBody of(RecordedEvent event) {
        return new AuditEventBody(
                event.position(),
                event.recordedAt(),
                event.type(),
                event.revision(),
                event.aggregateType(),
                event.aggregateId(),
                event.sequence(),
                event.eventId().toString(),
                event.payload(),
                event.metadata());
    }
}
