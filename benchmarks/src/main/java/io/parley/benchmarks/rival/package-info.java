/** Whole cycles of a message against an ejabberd on the same machine: one small generator for each protocol, one report. */
@NullMarked
package io.parley.benchmarks.rival;

import org.jspecify.annotations.NullMarked;
