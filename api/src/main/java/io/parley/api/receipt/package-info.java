/** Receipts over HTTP. */
@NullMarked
package io.parley.api.receipt;

import org.jspecify.annotations.NullMarked;
