@NullMarked
package io.parley.infra.media.check;

import org.jspecify.annotations.NullMarked;
