package io.parley.contract.message;

import io.parley.contract.crypto.Ciphertext;
import java.util.Collection;
import java.util.Map;

/**
 * Turns the ciphertext of messages into what they say, or into nothing once their keys are gone: the only way in which text
 * leaves the store. Shared by the edge (live events) and the query side (history). Blocking.
 */
public interface MessageReader {

    /**
     * Decrypts many at once.
     *
     * @return the content of each whose key still exists; those whose key is gone (tombstones) are left out
     */
    Map<Ciphertext, MessageContent> read(Collection<Ciphertext> sealed);
}
