/** Removes, bit by bit and in the background, what projections still have of chats that are gone. */
@NullMarked
package io.parley.projection.cleaning;

import org.jspecify.annotations.NullMarked;
