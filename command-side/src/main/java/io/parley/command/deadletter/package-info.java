/** What operators decided about events that projections hold back. */
@NullMarked
package io.parley.command.deadletter;

import org.jspecify.annotations.NullMarked;
