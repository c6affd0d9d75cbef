package io.parley.infra.keyring;

import io.parley.contract.session.TokenKeys;
import io.parley.infra.startup.StartupProblem;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * The platform's own secrets: the key that signs tokens, and the one under which handles and pairs are looked up. All nodes
 * share them; the node that comes first makes them. That they unwrap is the proof that this node has the right
 * key-encryption key.
 */
public final class ServiceKeys implements TokenKeys {

    private static final String TOKEN_SIGNING = "token-signing";
    private static final String INDEX = "index";

    private final AesKey signingKey;
    private final AesKey indexKey;

    private ServiceKeys(AesKey signingKey, AesKey indexKey) {
        this.signingKey = signingKey;
        this.indexKey = indexKey;
    }

    /**
     * Finds or makes the keys.
     *
     * @throws StartupProblem if the key-encryption key is not the one that wrapped them
     */
    static ServiceKeys open(KeyringTable table, KeyWrapping wrapping) {
        return new ServiceKeys(findOrMake(TOKEN_SIGNING, table, wrapping), findOrMake(INDEX, table, wrapping));
    }

    private static AesKey findOrMake(String name, KeyringTable table, KeyWrapping wrapping) {
        if (table.findNewest(KeyKind.SERVICE, name).isEmpty()) {
            table.insertServiceIfAbsent(wrapping.newTop(KeyKind.SERVICE, name).row());
        }
        KeyRow row = table.findNewest(KeyKind.SERVICE, name)
                .orElseThrow(() -> new IllegalStateException("the service key " + name + " vanished"));
        try {
            return wrapping.unwrapTop(row).key();
        } catch (GeneralSecurityException e) {
            throw new StartupProblem(
                    "The master key is not the one with which the keys in this database were wrapped: name the right file by"
                            + " PARLEY_MASTER_KEY (all nodes on one database share it).",
                    e);
        }
    }

    @Override
    public byte[] signingKey() {
        return signingKey.export();
    }

    /**
     * The HMAC-SHA-256 under which something is looked up that must not be readable in the index.
     *
     * @param purpose which index; the same value has different macs in different indexes
     * @param value what is looked up
     */
    public byte[] indexMac(String purpose, byte[] value) {
        byte[] name = purpose.getBytes(StandardCharsets.US_ASCII);
        byte[] data = new byte[name.length + 1 + value.length];
        System.arraycopy(name, 0, data, 0, name.length);
        System.arraycopy(value, 0, data, name.length + 1, value.length);
        return HmacSha256.compute(indexKey.export(), data);
    }
}
