@NullMarked
package io.parley.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
