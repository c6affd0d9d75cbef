/** Delivered and read. */
@NullMarked
package io.parley.e2e.receipt;

import org.jspecify.annotations.NullMarked;
