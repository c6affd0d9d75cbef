/** Rebuilding all read tables from the log. */
@NullMarked
package io.parley.benchmarks.projections;

import org.jspecify.annotations.NullMarked;
