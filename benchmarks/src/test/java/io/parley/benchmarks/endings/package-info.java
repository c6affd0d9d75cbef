/** Tests of the benchmark of endings. */
@NullMarked
package io.parley.benchmarks.endings;

import org.jspecify.annotations.NullMarked;
