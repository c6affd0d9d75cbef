/** Presence: who is online and who was seen when, over HTTP and pushed to contacts; and who types. */
@NullMarked
package io.parley.api.presence;

import org.jspecify.annotations.NullMarked;
