/** The stream of server-sent events. */
@NullMarked
package io.parley.api.events;

import org.jspecify.annotations.NullMarked;
