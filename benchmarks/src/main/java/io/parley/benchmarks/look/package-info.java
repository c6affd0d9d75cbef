/** How long auditors wait for what they ask of the log. */
@NullMarked
package io.parley.benchmarks.look;

import org.jspecify.annotations.NullMarked;
