/** Resumable uploads by the protocol tus 1.0.0. */
@NullMarked
package io.parley.api.upload;

import org.jspecify.annotations.NullMarked;
