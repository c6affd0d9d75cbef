@NullMarked
package io.parley.infra.media.upload;

import org.jspecify.annotations.NullMarked;
