/** Holding back a conversation of which an event could not be handled, while all others go on. */
@NullMarked
package io.parley.projection.heldback;

import org.jspecify.annotations.NullMarked;
