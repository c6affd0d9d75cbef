@NullMarked
package io.parley.infra.media.intake;

import org.jspecify.annotations.NullMarked;
