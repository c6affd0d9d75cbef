/** Images, audio and video: where their bytes are kept. */
@NullMarked
package io.parley.contract.media;

import org.jspecify.annotations.NullMarked;
