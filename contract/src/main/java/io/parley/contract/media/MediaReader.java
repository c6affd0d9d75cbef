package io.parley.contract.media;

import io.parley.contract.crypto.Ciphertext;
import java.util.Collection;
import java.util.Map;

/**
 * Turns the ciphertext of media that no message has taken up into what they are, or into nothing once their keys are gone. What a
 * message bears is read with the message. Blocking.
 */
public interface MediaReader {

    /**
     * Decrypts many at once.
     *
     * @return the content of each whose key still exists
     */
    Map<Ciphertext, MediaContent> read(Collection<Ciphertext> sealed);
}
