/** Speaks to a running server, for commands that do. */
@NullMarked
package io.parley.app.client;

import org.jspecify.annotations.NullMarked;
