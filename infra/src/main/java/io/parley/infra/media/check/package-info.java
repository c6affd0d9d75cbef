/** Compares the store of media with the log. */
@NullMarked
package io.parley.infra.media.check;

import org.jspecify.annotations.NullMarked;
