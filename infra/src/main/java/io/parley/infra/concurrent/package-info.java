/** Bounded threads for blocking work. */
@NullMarked
package io.parley.infra.concurrent;

import org.jspecify.annotations.NullMarked;
