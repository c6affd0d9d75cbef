/** The read table of what operators said of classes of work. */
@NullMarked
package io.parley.projection.degradation;

import org.jspecify.annotations.NullMarked;
