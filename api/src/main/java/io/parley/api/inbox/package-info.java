/** The inbox over HTTP. */
@NullMarked
package io.parley.api.inbox;

import org.jspecify.annotations.NullMarked;
