package io.parley.infra.keyring;

/**
 * Whose key is looked for.
 *
 * @param kind what the key is for
 * @param id the owner's identifier
 */
record KeyOwner(KeyKind kind, String id) {}
