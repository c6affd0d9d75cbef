/** Messages over HTTP. */
@NullMarked
package io.parley.api.message;

import org.jspecify.annotations.NullMarked;
