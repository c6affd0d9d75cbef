/** What becomes of media once their bytes are in the store: taken up by a message, gone with it, deleted from the store. */
@NullMarked
package io.parley.infra.media.lifecycle;

import org.jspecify.annotations.NullMarked;
