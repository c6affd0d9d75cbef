@NullMarked
package io.parley.infra.media.content;

import org.jspecify.annotations.NullMarked;
