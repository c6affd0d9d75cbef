package io.parley.infra.keyring.rotation;

import io.parley.infra.backup.Backup;
import io.parley.infra.backup.BackupProblem;
import io.parley.infra.backup.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;

/**
 * Keeps the newest copy of the keyring and the ledger in a folder, as {@code ./parley backup} writes them and {@code ./parley restore}
 * takes them: {@code latest} there is always whole.
 */
final class FolderBackup implements KeyringBackup {

    private static final String NAME = "latest";

    private final Path folder;
    private final Backup backup;

    FolderBackup(Path folder, Backup backup) {
        this.folder = folder;
        this.backup = backup;
    }

    @Override
    public void write(String kekId) throws IOException {
        try {
            backup.replace(folder.resolve(NAME), EnumSet.of(Part.KEYRING, Part.LEDGER));
        } catch (BackupProblem e) {
            throw new IOException("the keyring's copy cannot be written", e);
        }
    }
}
