package io.parley.app.beside;

import io.parley.infra.signing.Ed25519;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the public keys that certificates and seals are checked with: those that are named, or those that a server keeps in its data folder. */
public final class PublicKeys {

    private final Map<String, String> environment;

    /** Those that this environment says. */
    public PublicKeys(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Reads them.
     *
     * @param named the files that are named; null for those of the data folder
     * @throws IOException with a sentence, if there are none, or one is no key
     */
    public List<PublicKey> read(@Nullable List<Path> named) throws IOException {
        List<Path> files = named == null ? kept(folder()) : named;
        if (files.isEmpty()) {
            throw new IOException("There is no public key in " + folder()
                    + ": name one by --key (GET /v1/signing-keys of the server has them).");
        }
        List<PublicKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(key(file));
        }
        return keys;
    }

    private static PublicKey key(Path file) throws IOException {
        try {
            return Ed25519.publicKey(Files.readString(file));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " is no Ed25519 public key in PEM.");
        } catch (IOException e) {
            throw new IOException(file + " cannot be read.");
        }
    }

    private static List<Path> kept(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.pub.pem")) {
                found.forEach(files::add);
            }
        }
        files.sort(null);
        return files;
    }

    /** Where the server puts them: beside the key that signs. */
    private Path folder() {
        for (String setting : List.of("PARLEY_SIGNING_KEY", "PARLEY_MASTER_KEY")) {
            String named = environment.getOrDefault(setting, "").replaceFirst("^file:(//)?", "");
            if (!named.isBlank()) {
                Path folder = Path.of(named).toAbsolutePath().getParent();
                return folder == null ? Path.of("/") : folder;
            }
        }
        return Path.of(environment.getOrDefault("PARLEY_DATA_DIR", ".parley"));
    }
}
