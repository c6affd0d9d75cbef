/** Refuses a store of media at once while it is down. */
@NullMarked
package io.parley.infra.media.breaker;

import org.jspecify.annotations.NullMarked;
