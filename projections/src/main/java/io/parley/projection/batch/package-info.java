/** Writing the rows of a whole batch of events with few statements. */
@NullMarked
package io.parley.projection.batch;

import org.jspecify.annotations.NullMarked;
