/** Replay beside live: projections rebuilt from the log into tables of their own, compared with those that serve, and switched. */
@NullMarked
package io.parley.audit.replay;

import org.jspecify.annotations.NullMarked;
