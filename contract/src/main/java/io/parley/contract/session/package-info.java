/** Sessions: the logins of a user's devices. */
@NullMarked
package io.parley.contract.session;

import org.jspecify.annotations.NullMarked;
