/** Media as ciphertext: encrypted on their way into the store, decrypted on their way out. */
@NullMarked
package io.parley.infra.media.encryption;

import org.jspecify.annotations.NullMarked;
