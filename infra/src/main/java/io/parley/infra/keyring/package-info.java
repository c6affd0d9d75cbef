/**
 * Crypto-shredding: the key-encryption key outside PostgreSQL, the keyring inside, and the vaults and readers that turn content
 * into ciphertext and back. Only leaf keys encrypt content, each a single one; chat and user keys wrap leaf keys, and are
 * wrapped by the key-encryption key. Content whose key is gone reads as absent, wherever the ciphertext was copied.
 */
@NullMarked
package io.parley.infra.keyring;

import org.jspecify.annotations.NullMarked;
