/** Sign-in, tokens and who is calling. */
@NullMarked
package io.parley.api.session;

import org.jspecify.annotations.NullMarked;
