/** The command line. */
@NullMarked
package io.parley.benchmarks;

import org.jspecify.annotations.NullMarked;
