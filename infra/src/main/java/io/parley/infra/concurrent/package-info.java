/** Bounded threads for blocking work, and threads for what is done from time to time. */
@NullMarked
package io.parley.infra.concurrent;

import org.jspecify.annotations.NullMarked;
