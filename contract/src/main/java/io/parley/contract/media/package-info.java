/** Images, audio and video: what happens to them, and where their bytes are kept. */
@NullMarked
package io.parley.contract.media;

import org.jspecify.annotations.NullMarked;
