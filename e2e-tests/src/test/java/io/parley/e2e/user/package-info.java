/** Accounts and profiles. */
@NullMarked
package io.parley.e2e.user;

import org.jspecify.annotations.NullMarked;
