package io.parley.contract.chat;

import io.parley.contract.Confidential;
import io.parley.contract.crypto.Ciphertext;
import java.util.Collection;
import java.util.Map;

/** Turns the ciphertext of groups' titles into text. Blocking. */
public interface TitleReader {

    /**
     * Decrypts many at once.
     *
     * @return the text of each whose key still exists; those whose key is gone are left out
     */
    Map<Ciphertext, Confidential> read(Collection<Ciphertext> sealed);
}
