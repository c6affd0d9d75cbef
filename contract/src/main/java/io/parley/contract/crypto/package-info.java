/** What content looks like wherever it rests: ciphertext that names its key. */
@NullMarked
package io.parley.contract.crypto;

import org.jspecify.annotations.NullMarked;
