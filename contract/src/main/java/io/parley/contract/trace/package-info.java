/** What one request brings about, as a trace: from HTTP through command, event and projection to the push (ADR 0040). */
@NullMarked
package io.parley.contract.trace;

import org.jspecify.annotations.NullMarked;
