/** How fast read models are rebuilt beside those that serve, and what that takes of others. */
@NullMarked
package io.parley.benchmarks.replay;

import org.jspecify.annotations.NullMarked;
