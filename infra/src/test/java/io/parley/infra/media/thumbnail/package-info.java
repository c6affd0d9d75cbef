@NullMarked
package io.parley.infra.media.thumbnail;

import org.jspecify.annotations.NullMarked;
