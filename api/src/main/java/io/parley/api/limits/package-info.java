/** How much one caller, and all together, may ask for. */
@NullMarked
package io.parley.api.limits;

import org.jspecify.annotations.NullMarked;
