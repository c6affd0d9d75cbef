package io.parley.infra.keyring;

import io.parley.infra.keyring.KeyFile.Stamp;
import io.parley.infra.startup.StartupProblem;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the key file, as they are there now: the file is looked at whenever a key is to be wrapped, and read again if it is
 * another one or if a key is asked for that is not known. While it cannot be read, what was read last is used: a key that was
 * destroyed meanwhile wraps nothing, for the database refuses that.
 */
final class FileKeys implements RotatingKeys {

    private static final Logger log = LoggerFactory.getLogger(FileKeys.class);

    private final KeyFile file;
    private final KeyFileChange change;
    private final SecureRandom random = new SecureRandom();
    private volatile Loaded loaded;
    private volatile boolean complained;

    FileKeys(KeyFile file) throws IOException {
        this.file = file;
        this.change = new KeyFileChange(file);
        this.loaded = Loaded.from(file);
    }

    private record Loaded(Stamp stamp, KeysetKeys keys) {

        /** The stamp first: what changes while the file is read is read again. */
        static Loaded from(KeyFile file) throws IOException {
            Stamp stamp = file.stamp();
            return new Loaded(stamp, file.read());
        }
    }

    @Override
    public String currentId() {
        return current().currentId();
    }

    @Override
    public Set<String> ids() {
        return current().ids();
    }

    @Override
    public String newId() {
        return current().newId(random);
    }

    @Override
    public byte[] wrap(String keyId, byte[] key, byte[] associatedData) throws GeneralSecurityException {
        return having(keyId).wrap(keyId, key, associatedData);
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped, byte[] associatedData) throws GeneralSecurityException {
        return having(keyId).unwrap(keyId, wrapped, associatedData);
    }

    private KeysetKeys having(String keyId) {
        KeysetKeys known = loaded.keys();
        return known.ids().contains(keyId) ? known : current();
    }

    @Override
    public void requireChangeable() {
        change.requirePossible();
    }

    @Override
    public void add(String keyId) {
        change.make(keys -> keys.ids().contains(keyId) ? null : keys.withNew(keyId));
        refresh();
    }

    @Override
    public void keepOnly(String keyId) {
        change.make(keys -> {
            if (!keys.ids().contains(keyId)) {
                throw new IllegalStateException("there is no key-encryption key " + keyId);
            }
            return keys.ids().size() == 1 ? null : keys.withOnly(keyId);
        });
        refresh();
    }

    @Override
    public void refresh() {
        try {
            reload();
        } catch (IOException e) {
            throw StartupProblem.with(file.path(), e);
        }
    }

    private KeysetKeys current() {
        try {
            reload();
            complained = false;
        } catch (IOException | StartupProblem e) {
            if (!complained) {
                log.warn("The master key file cannot be read any more; what was in it is used meanwhile", e);
            }
            complained = true;
        }
        return loaded.keys();
    }

    private void reload() throws IOException {
        if (!file.stamp().equals(loaded.stamp())) {
            synchronized (this) {
                loaded = Loaded.from(file);
            }
        }
    }
}
