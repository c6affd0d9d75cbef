/**
 * The command bus: bounded, with a position on every result. Commits in groups are to replace {@link
 * io.parley.infra.bus.CommandQueue}; what handles one command stays.
 */
@NullMarked
package io.parley.infra.bus;

import org.jspecify.annotations.NullMarked;
