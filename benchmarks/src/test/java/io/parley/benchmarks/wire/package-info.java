/** Tests of what the generators read. */
@NullMarked
package io.parley.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
