/** Graceful degradation: the level of service of this node, and what is given up at it (ADR 0038). */
@NullMarked
package io.parley.api.degradation;

import org.jspecify.annotations.NullMarked;
