/** Small pictures of images, and a few letters that stand in for them until they are there. */
@NullMarked
package io.parley.infra.media.thumbnail;

import org.jspecify.annotations.NullMarked;
