package io.parley.contract.deadletter;

import io.parley.contract.deadletter.DeadLetters.Letter;
import io.parley.contract.id.KeyId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that is held back, in full: all but what it says. What cannot be read of it is left out.
 *
 * @param letter what a list says of it
 * @param revision the revision of the event's type; null if it has none
 * @param metadata who caused it and what it belongs to
 * @param payloadBytes how large the event is as it is stored
 * @param ciphertexts the ciphertexts in it, in no order
 */
public record DeadLetterDetail(
        Letter letter,
        @Nullable String revision,
        Map<String, String> metadata,
        long payloadBytes,
        List<CiphertextSize> ciphertexts) {

    /**
     * A ciphertext.
     *
     * @param keyId under which key
     * @param bytes how many bytes
     */
    public record CiphertextSize(KeyId keyId, int bytes) {}
}
