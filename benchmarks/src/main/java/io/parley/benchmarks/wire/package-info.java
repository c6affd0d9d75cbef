/** Connections by the hundred on one thread, and as little reading of what comes over them as tells what a generator must know. */
@NullMarked
package io.parley.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
