@NullMarked
package io.parley.infra.media.waveform;

import org.jspecify.annotations.NullMarked;
