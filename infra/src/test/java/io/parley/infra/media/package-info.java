@NullMarked
package io.parley.infra.media;

import org.jspecify.annotations.NullMarked;
