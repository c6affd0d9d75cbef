/** How fast keys are rotated. */
@NullMarked
package io.parley.benchmarks.rotation;

import org.jspecify.annotations.NullMarked;
