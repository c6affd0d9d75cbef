/** Small runs of the store benchmark. */
@NullMarked
package io.parley.benchmarks.store;

import org.jspecify.annotations.NullMarked;
