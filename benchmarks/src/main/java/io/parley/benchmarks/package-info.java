/** What "parley bench" runs, and what its benchmarks have in common. */
@NullMarked
package io.parley.benchmarks;

import org.jspecify.annotations.NullMarked;
