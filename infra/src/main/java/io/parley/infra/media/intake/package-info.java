/** Takes uploads: from bytes that come to objects in the store, and what is to be remembered of them. */
@NullMarked
package io.parley.infra.media.intake;

import org.jspecify.annotations.NullMarked;
