package io.parley.infra.keyring;

import org.jspecify.annotations.Nullable;

/** Key-encryption keys cannot be exchanged where they lie. The message is one sentence for an operator, without secrets. */
public final class KeysFixedException extends RuntimeException {

    KeysFixedException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
