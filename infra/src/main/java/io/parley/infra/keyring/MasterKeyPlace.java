package io.parley.infra.keyring;

import java.nio.file.Path;

/**
 * Where the key-encryption keys lie, for what is to lie beside them.
 *
 * @param file the file, absolute
 */
public record MasterKeyPlace(Path file) {}
