/** Receipts: watermark aggregates, and the index against which marks are checked. */
@NullMarked
package io.parley.command.receipt;

import org.jspecify.annotations.NullMarked;
