/** The API document. */
@NullMarked
package io.parley.api.openapi;

import org.jspecify.annotations.NullMarked;
