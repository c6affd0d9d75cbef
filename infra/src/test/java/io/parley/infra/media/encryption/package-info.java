@NullMarked
package io.parley.infra.media.encryption;

import org.jspecify.annotations.NullMarked;
