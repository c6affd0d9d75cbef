/** Media over HTTP: uploads, downloads, links. */
@NullMarked
package io.parley.api.media;

import org.jspecify.annotations.NullMarked;
