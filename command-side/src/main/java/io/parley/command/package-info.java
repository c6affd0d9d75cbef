/** The command side: aggregates decide, events record what they decided. */
@NullMarked
package io.parley.command;

import org.jspecify.annotations.NullMarked;
