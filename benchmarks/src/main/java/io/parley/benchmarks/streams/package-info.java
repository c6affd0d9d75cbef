/** A whole server over HTTP: how soon, how often and at which cost streams are served. */
@NullMarked
package io.parley.benchmarks.streams;

import org.jspecify.annotations.NullMarked;
