/** Where the bytes of images, audio and video are kept: which store, its settings, and whether it is well. */
@NullMarked
package io.parley.infra.media;

import org.jspecify.annotations.NullMarked;
