/** Uploads that come in pieces and go on after a break. */
@NullMarked
package io.parley.infra.media.upload;

import org.jspecify.annotations.NullMarked;
