/** Accounts and profiles. */
@NullMarked
package io.parley.contract.user;

import org.jspecify.annotations.NullMarked;
