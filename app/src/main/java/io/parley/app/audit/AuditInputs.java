package io.parley.app.audit;

import io.parley.app.beside.PublicKeys;
import io.parley.audit.proof.PublishedRoot;
import io.parley.infra.seal.Seal;
import io.parley.infra.signing.Ed25519;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that commands are given: public keys and published roots. */
final class AuditInputs {

    private AuditInputs() {}

    /** The public keys, by what seals call them: those that are named, or those in the server's data folder. */
    static Map<String, PublicKey> keys(@Nullable List<Path> named, Map<String, String> environment) throws IOException {
        Map<String, PublicKey> keys = new HashMap<>();
        for (PublicKey key : new PublicKeys(environment).read(named)) {
            keys.put(Ed25519.keyId(key), key);
        }
        return keys;
    }

    /**
     * A published root.
     *
     * @throws IOException with a sentence, if the file has none
     */
    static Seal root(Path file) throws IOException {
        try {
            return PublishedRoot.read(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException("There is no file " + file + ".", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " has no published root: " + e.getMessage() + ".", e);
        }
    }
}
