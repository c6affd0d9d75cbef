/** Accounts over HTTP. */
@NullMarked
package io.parley.api.user;

import org.jspecify.annotations.NullMarked;
