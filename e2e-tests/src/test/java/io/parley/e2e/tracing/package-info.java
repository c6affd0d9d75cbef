/** What a collector of OpenTelemetry gets to see. */
@NullMarked
package io.parley.e2e.tracing;

import org.jspecify.annotations.NullMarked;
