/** Graceful degradation: how well a node serves, and which classes of work it gives up so that those above them go on (ADR 0038). */
@NullMarked
package io.parley.contract.degradation;

import org.jspecify.annotations.NullMarked;
