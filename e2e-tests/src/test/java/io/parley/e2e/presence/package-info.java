/** Presence and typing, over HTTP and the stream. */
@NullMarked
package io.parley.e2e.presence;

import org.jspecify.annotations.NullMarked;
