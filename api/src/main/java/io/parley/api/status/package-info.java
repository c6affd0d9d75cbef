/** How well the platform serves. */
@NullMarked
package io.parley.api.status;

import org.jspecify.annotations.NullMarked;
