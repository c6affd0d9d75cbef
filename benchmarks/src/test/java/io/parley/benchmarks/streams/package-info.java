/** The parts of the streams benchmark, and a small run of it. */
@NullMarked
package io.parley.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
