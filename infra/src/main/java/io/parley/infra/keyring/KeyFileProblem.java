package io.parley.infra.keyring;

import org.jspecify.annotations.Nullable;

/**
 * Why the platform cannot start with the master key that it was given: one sentence for whoever started it, which never shows
 * what the setting or the file holds.
 */
public final class KeyFileProblem extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    KeyFileProblem(String sentence) {
        this(sentence, null);
    }

    KeyFileProblem(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
