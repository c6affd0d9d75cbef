/** What it costs to seal the log, and how fast it is verified. */
@NullMarked
package io.parley.benchmarks.seals;

import org.jspecify.annotations.NullMarked;
