/** Appending to the log and reading it: against raw inserts, and with many events against few. */
@NullMarked
package io.parley.benchmarks.store;

import org.jspecify.annotations.NullMarked;
