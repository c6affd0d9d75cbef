package io.parley.infra.backup;

import org.jspecify.annotations.Nullable;

/** Why a backup or a restore cannot be made, in one sentence for whoever asked for it, which says what to do where that is possible. */
public final class BackupProblem extends RuntimeException {

    public BackupProblem(String sentence) {
        super(sentence);
    }

    public BackupProblem(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
