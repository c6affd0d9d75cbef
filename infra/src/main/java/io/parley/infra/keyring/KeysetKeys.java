package io.parley.infra.keyring;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeyStatus;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Key-encryption keys in a Google Tink keyset, whose primary key wraps what is new. Only AES-256-GCM keys are accepted. A key's
 * identifier is {@code kek:} and its id in the keyset.
 */
final class KeysetKeys implements KeyEncryptionKeys {

    private static final String PREFIX = "kek:";

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle keyset;
    private final String currentId;
    private final Map<String, Aead> keys;

    private KeysetKeys(KeysetHandle keyset, Map<String, Aead> keys) {
        this.keyset = keyset;
        this.currentId = id(keyset.getPrimary());
        this.keys = Map.copyOf(keys);
    }

    /** A new keyset with one key, in Tink's JSON format, in the clear. */
    static String generate() {
        try {
            return toJson(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not to be had", e);
        }
    }

    /**
     * Reads a keyset in Tink's JSON format.
     *
     * @throws GeneralSecurityException if it is none, or holds other keys than AES-256-GCM
     */
    static KeysetKeys parse(String json) throws GeneralSecurityException {
        KeysetHandle keyset = TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get());
        Map<String, Aead> keys = new HashMap<>();
        for (int i = 0; i < keyset.size(); i++) {
            KeysetHandle.Entry entry = keyset.getAt(i);
            if (entry.getStatus() == KeyStatus.ENABLED) {
                keys.put(id(entry), aead(entry));
            }
        }
        return new KeysetKeys(keyset, keys);
    }

    private static String toJson(KeysetHandle keyset) throws GeneralSecurityException {
        return TinkJsonProtoKeysetFormat.serializeKeyset(keyset, InsecureSecretKeyAccess.get());
    }

    Set<String> ids() {
        return keys.keySet();
    }

    /** An identifier that no key of this keyset has. */
    String newId(RandomGenerator random) {
        String id;
        do {
            id = PREFIX + Integer.toUnsignedString(random.nextInt(1, Integer.MAX_VALUE));
        } while (keys.containsKey(id));
        return id;
    }

    /** This keyset, in Tink's JSON format, with a new key that is its primary one. */
    String withNew(String keyId) throws GeneralSecurityException {
        return toJson(KeysetHandle.newBuilder(keyset)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withFixedId(number(keyId))
                        .makePrimary())
                .build());
    }

    /** This keyset, in Tink's JSON format, without any key but one. */
    String withOnly(String keyId) throws GeneralSecurityException {
        int kept = number(keyId);
        KeysetHandle.Builder fewer = KeysetHandle.newBuilder(keyset);
        for (int i = keyset.size() - 1; i >= 0; i--) {
            if (keyset.getAt(i).getId() == kept) {
                fewer.getAt(i).makePrimary();
            } else {
                fewer.deleteAt(i);
            }
        }
        return toJson(fewer.build());
    }

    private static int number(String keyId) {
        return Integer.parseUnsignedInt(keyId.substring(PREFIX.length()));
    }

    @Override
    public String currentId() {
        return currentId;
    }

    @Override
    public byte[] wrap(String keyId, byte[] key, byte[] associatedData) throws GeneralSecurityException {
        return find(keyId).encrypt(key, associatedData);
    }

    @Override
    public byte[] unwrap(String keyId, byte[] wrapped, byte[] associatedData) throws GeneralSecurityException {
        return find(keyId).decrypt(wrapped, associatedData);
    }

    private Aead find(String keyId) throws GeneralSecurityException {
        Aead key = keys.get(keyId);
        if (key == null) {
            throw new GeneralSecurityException("there is no key-encryption key " + keyId);
        }
        return key;
    }

    private static String id(KeysetHandle.Entry entry) {
        return PREFIX + Integer.toUnsignedString(entry.getId());
    }

    private static Aead aead(KeysetHandle.Entry entry) throws GeneralSecurityException {
        if (entry.getKey() instanceof AesGcmKey key && key.getParameters().getKeySizeBytes() == AesKey.SIZE) {
            return AesGcmJce.create(key);
        }
        throw new GeneralSecurityException("a key is not of AES-256-GCM");
    }
}
