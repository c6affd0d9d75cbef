/** Tests of what is made of the figures. */
@NullMarked
package io.parley.benchmarks.rival;

import org.jspecify.annotations.NullMarked;
