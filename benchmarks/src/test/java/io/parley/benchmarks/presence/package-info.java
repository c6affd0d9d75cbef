@NullMarked
package io.parley.benchmarks.presence;

import org.jspecify.annotations.NullMarked;
