/** How fast it is found out on which gateway somebody is. */
@NullMarked
package io.parley.benchmarks.sessions;

import org.jspecify.annotations.NullMarked;
