/** Sending messages: our command path against Axon as shipped. */
@NullMarked
package io.parley.benchmarks.commands;

import org.jspecify.annotations.NullMarked;
