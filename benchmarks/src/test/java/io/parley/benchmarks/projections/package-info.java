/** Small runs of the projections benchmark. */
@NullMarked
package io.parley.benchmarks.projections;

import org.jspecify.annotations.NullMarked;
