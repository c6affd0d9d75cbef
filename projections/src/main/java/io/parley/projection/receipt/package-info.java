/** The read tables of receipts. */
@NullMarked
package io.parley.projection.receipt;

import org.jspecify.annotations.NullMarked;
