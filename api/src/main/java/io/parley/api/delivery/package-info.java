/** Where messages stand, at the edge. */
@NullMarked
package io.parley.api.delivery;

import org.jspecify.annotations.NullMarked;
