/** Tests of what comparisons of whole servers share. */
@NullMarked
package io.parley.benchmarks.contest;

import org.jspecify.annotations.NullMarked;
