package io.parley.contract.session;

/** The key under which tokens are signed: shared by all nodes, kept in the keyring, the same after a restart. */
public interface TokenKeys {

    /** 32 random bytes for HMAC-SHA-256 (RFC 7518, section 3.2). Blocking at the first call. */
    byte[] signingKey();
}
