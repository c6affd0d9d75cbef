/** Sign-in, tokens and their end. */
@NullMarked
package io.parley.e2e.session;

import org.jspecify.annotations.NullMarked;
