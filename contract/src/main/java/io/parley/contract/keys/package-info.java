/** Rotation of the keys that wrap keys, as operators see it. */
@NullMarked
package io.parley.contract.keys;

import org.jspecify.annotations.NullMarked;
