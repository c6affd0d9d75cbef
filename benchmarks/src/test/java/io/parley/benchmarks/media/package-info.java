/** Tests of the benchmark of media. */
@NullMarked
package io.parley.benchmarks.media;

import org.jspecify.annotations.NullMarked;
