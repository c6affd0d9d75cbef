/** The store of media, where a node has one of its own. */
@NullMarked
package io.parley.e2e.media;

import org.jspecify.annotations.NullMarked;
