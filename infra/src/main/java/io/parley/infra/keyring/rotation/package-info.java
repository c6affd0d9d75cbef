/** Rotation of keys: what was shredded cannot be had from any backup any more once it has ended. */
@NullMarked
package io.parley.infra.keyring.rotation;

import org.jspecify.annotations.NullMarked;
