package io.parley.contract.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the log. What it says of persons and content is ciphertext there, and stays so.
 *
 * @param position its number in the log
 * @param recordedAt when it was made
 * @param type its type without packages, such as {@code MessageSent}
 * @param revision of which form it is
 * @param aggregateType what its aggregate is called; null if it is of none
 * @param aggregateId its aggregate; its own identifier if it is of none
 * @param sequence its number in its aggregate
 * @param eventId its identifier
 * @param payload what it says, as JSON
 * @param metadata what is said of it, as JSON
 */
public record RecordedEvent(
        long position,
        Instant recordedAt,
        String type,
        @Nullable String revision,
        @Nullable String aggregateType,
        String aggregateId,
        long sequence,
        UUID eventId,
        String payload,
        String metadata) {}
