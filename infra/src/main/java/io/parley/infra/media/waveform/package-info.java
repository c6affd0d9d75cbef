/** How loud sounds are from their beginning to their end. */
@NullMarked
package io.parley.infra.media.waveform;

import org.jspecify.annotations.NullMarked;
