/** Receipts: how far each member has got, as watermarks. */
@NullMarked
package io.parley.contract.receipt;

import org.jspecify.annotations.NullMarked;
