/** Small runs of the commands benchmark. */
@NullMarked
package io.parley.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
