/** Questions about media. */
@NullMarked
package io.parley.query.media;

import org.jspecify.annotations.NullMarked;
