package io.parley.infra.seal;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it lies in the log: ciphertext and all.
 *
 * @param position its number in the log
 * @param eventId its identifier
 * @param aggregateType what its aggregate is called; null if it is of none
 * @param aggregateId its aggregate; its own identifier if it is of none
 * @param sequence its number in its aggregate
 * @param type what it is called
 * @param revision of which form it is
 * @param recordedAt when it was made, in microseconds, as the database keeps it
 * @param payload what it says
 * @param metadata what is said of it
 */
public record LoggedEvent(
        long position,
        UUID eventId,
        @Nullable String aggregateType,
        String aggregateId,
        long sequence,
        String type,
        @Nullable String revision,
        Instant recordedAt,
        byte[] payload,
        byte[] metadata) {

    /** The chain it belongs to: what stands before the slash, since receipts and lanes of a chat are called by the chat's name first. */
    public String chain() {
        return chainOf(aggregateId);
    }

    /** The chain of an aggregate. */
    public static String chainOf(String aggregateId) {
        int slash = aggregateId.indexOf('/');
        return slash < 0 ? aggregateId : aggregateId.substring(0, slash);
    }
}
