/** Tests of the benchmark of the fan-out. */
@NullMarked
package io.parley.benchmarks.fanout;

import org.jspecify.annotations.NullMarked;
