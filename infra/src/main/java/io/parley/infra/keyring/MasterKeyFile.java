package io.parley.infra.keyring;

import io.parley.infra.startup.StartupProblem;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/** The file with the key-encryption keys, for commands that work beside the server. It is only looked into, never made. */
public final class MasterKeyFile {

    private static final byte[] NOTHING = {};

    private final KeyEncryptionKeys keys;

    private MasterKeyFile(KeyEncryptionKeys keys) {
        this.keys = keys;
    }

    /**
     * Where it lies.
     *
     * @param setting what {@code parley.keys.master-key} says; blank for the file in the data folder
     * @throws StartupProblem if the setting names no file
     */
    public static Path locate(String setting, Path dataFolder) {
        return MasterKeySetting.resolve(setting, dataFolder.resolve(KeyringConfiguration.KEY_FILE));
    }

    /**
     * Opens it.
     *
     * @throws StartupProblem if it is missing, or must not be used as it is
     */
    public static MasterKeyFile open(Path file) {
        return new MasterKeyFile(new KeyFile(file).open(() -> true));
    }

    KeyEncryptionKeys keys() {
        return keys;
    }

    /** Whether a key-encryption key is in it. */
    public boolean has(String keyId) {
        try {
            keys.wrap(keyId, new byte[AesKey.SIZE], NOTHING);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
