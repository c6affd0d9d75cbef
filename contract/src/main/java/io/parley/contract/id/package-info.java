/** Identifiers. Opaque to clients; random, so that they say nothing of whom or what they name. */
@NullMarked
package io.parley.contract.id;

import org.jspecify.annotations.NullMarked;
