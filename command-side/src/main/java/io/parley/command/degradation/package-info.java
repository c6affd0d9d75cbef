/** Levels of service as facts: what nodes decided, and what operators said. */
@NullMarked
package io.parley.command.degradation;

import org.jspecify.annotations.NullMarked;
