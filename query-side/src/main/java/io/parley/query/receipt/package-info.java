/** Questions about receipts. */
@NullMarked
package io.parley.query.receipt;

import org.jspecify.annotations.NullMarked;
