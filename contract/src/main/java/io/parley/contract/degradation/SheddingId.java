package io.parley.contract.degradation;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What operators have said of one class of work.
 *
 * @param workClass the class
 */
public record SheddingId(WorkClass workClass) {

    /** The same for the same class, on every platform. */
    public UUID value() {
        return UUID.nameUUIDFromBytes(("parley/shedding/" + workClass.word()).getBytes(StandardCharsets.US_ASCII));
    }

    /** A UUID: the aggregate's identifier in the store. */
    @Override
    public String toString() {
        return value().toString();
    }
}
