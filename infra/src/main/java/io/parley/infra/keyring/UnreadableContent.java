package io.parley.infra.keyring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parley.contract.id.KeyId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts and reports what ought to be readable and is not: rows and ciphertexts that were damaged or tampered with, which then
 * read as absent. Says which key it is about, never what was said.
 */
final class UnreadableContent {

    private static final Logger log = LoggerFactory.getLogger(UnreadableContent.class);

    private final Counter keys;
    private final Counter contents;

    UnreadableContent(MeterRegistry meters) {
        keys = counter(meters, "key");
        contents = counter(meters, "content");
    }

    private static Counter counter(MeterRegistry meters, String what) {
        return Counter.builder("parley.keyring.unreadable")
                .description("Keys and contents that exist and could not be decrypted")
                .tag("what", what)
                .register(meters);
    }

    /** A row of the keyring does not unwrap. */
    void key(KeyId keyId) {
        keys.increment();
        log.error("Key {} cannot be unwrapped: its row, or the key that wraps it, is not what it was", keyId);
    }

    /** A ciphertext cannot be decrypted with its own key. */
    void content(KeyId keyId) {
        contents.increment();
        log.error("Content under key {} cannot be decrypted: it is not what was written", keyId);
    }
}
