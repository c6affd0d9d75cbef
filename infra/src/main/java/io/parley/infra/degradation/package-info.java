/** What lies behind the edge of graceful degradation: signals of overload, and what pauses (ADR 0038). */
@NullMarked
package io.parley.infra.degradation;

import org.jspecify.annotations.NullMarked;
