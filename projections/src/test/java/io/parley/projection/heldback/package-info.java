/** Tests. */
@NullMarked
package io.parley.projection.heldback;

import org.jspecify.annotations.NullMarked;
