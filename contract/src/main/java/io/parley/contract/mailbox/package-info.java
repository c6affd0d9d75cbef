/** The mailbox: what a user's devices have yet to be brought. */
@NullMarked
package io.parley.contract.mailbox;

import org.jspecify.annotations.NullMarked;
