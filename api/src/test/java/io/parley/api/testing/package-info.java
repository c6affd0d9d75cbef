/** An edge whose other sides are faked in memory. */
@NullMarked
package io.parley.api.testing;

import org.jspecify.annotations.NullMarked;
