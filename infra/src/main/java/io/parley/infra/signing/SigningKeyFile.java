package io.parley.infra.signing;

import io.parley.contract.purge.SigningKeys;
import io.parley.infra.startup.SecretFile;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file with the key that signs certificates and seals: PKCS#8 in PEM, readable by its owner alone, made at the first start and shared by all
 * nodes. Beside it lies the public key of each key that ever signed, so that a key can be lost or replaced and what it signed can still be
 * checked: {@code signing-key.pem} goes with {@code signing-key.KEYID.pub.pem}.
 */
public final class SigningKeyFile {

    private static final Logger log = LoggerFactory.getLogger(SigningKeyFile.class);

    private static final String SUFFIX = ".pem";
    private static final String PUBLIC_SUFFIX = ".pub.pem";
    private static final int MOST_KEYS = 100;

    private final Path path;
    private final SecretFile file;

    /** The one at this path, which need not exist. */
    public SigningKeyFile(Path path) {
        this.path = path;
        this.file = secret(path);
    }

    /**
     * Reads the key; makes the file before if there is none.
     *
     * @throws StartupProblem if the file cannot be had, or must not be used as it is
     */
    public Ed25519Signer open() {
        try {
            if (file.isMissing() && file.make(Ed25519::generate)) {
                log.info("Made the signing key file {}: keep a copy, apart from the database's backups", path);
            }
            PrivateKey key = privateKey();
            PublicKey publicKey = Ed25519.publicKey(key);
            keepPublic(publicKey);
            return new Ed25519Signer(key, publicKey, all(publicKey));
        } catch (IOException e) {
            throw file.problem(e);
        } catch (GeneralSecurityException e) {
            throw noKey();
        }
    }

    private PrivateKey privateKey() throws IOException {
        String pem = file.read().orElseThrow(this::noKey);
        try {
            return Ed25519.privateKey(pem);
        } catch (GeneralSecurityException e) {
            throw noKey(); // without its cause, which may quote the file
        }
    }

    private StartupProblem noKey() {
        return new StartupProblem(
                "The signing key file " + path
                        + " is no Ed25519 key in PKCS#8 PEM: put back the file that Parley made, or remove it to have a new one made.");
    }

    /** A folder that cannot be written has what whoever made it put there. */
    private void keepPublic(PublicKey key) {
        SecretFile kept = secret(path.resolveSibling(stem() + "." + Ed25519.keyId(key) + PUBLIC_SUFFIX));
        try {
            if (kept.isMissing()) {
                kept.make(() -> Ed25519.described(key).publicKey());
            }
        } catch (IOException e) {
            log.info("The public key could not be put beside the signing key file {}", path);
        }
    }

    private List<SigningKeys.SigningKey> all(PublicKey current) throws IOException {
        Map<String, SigningKeys.SigningKey> keys = new LinkedHashMap<>();
        keys.put(Ed25519.keyId(current), Ed25519.described(current));
        for (Path kept : kept()) {
            try {
                SigningKeys.SigningKey key = Ed25519.described(Ed25519.publicKey(Files.readString(kept)));
                keys.putIfAbsent(key.keyId(), key);
            } catch (GeneralSecurityException | IOException e) {
                throw new StartupProblem(kept + " is no Ed25519 public key in PEM: mend it, or remove it.");
            }
        }
        return List.copyOf(keys.values());
    }

    private List<Path> kept() throws IOException {
        List<Path> kept = new ArrayList<>();
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            return kept;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, this::isPublicKey)) {
            files.forEach(kept::add);
        }
        if (kept.size() > MOST_KEYS) {
            throw new StartupProblem("There are more than " + MOST_KEYS + " public keys beside " + path
                    + ": remove those that nobody needs.");
        }
        kept.sort(null);
        return kept;
    }

    private boolean isPublicKey(Path candidate) {
        String name = String.valueOf(candidate.getFileName());
        return name.startsWith(stem() + ".") && name.endsWith(PUBLIC_SUFFIX);
    }

    private String stem() {
        String name = String.valueOf(path.getFileName());
        return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
    }

    private static SecretFile secret(Path path) {
        return new SecretFile(path, "signing key file", "PARLEY_SIGNING_KEY");
    }
}
