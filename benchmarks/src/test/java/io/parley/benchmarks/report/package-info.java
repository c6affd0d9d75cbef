/** What the results look like. */
@NullMarked
package io.parley.benchmarks.report;

import org.jspecify.annotations.NullMarked;
