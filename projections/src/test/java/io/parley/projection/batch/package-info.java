/** Tests. */
@NullMarked
package io.parley.projection.batch;

import org.jspecify.annotations.NullMarked;
