/** Traces by OpenTelemetry (ADR 0040). */
@NullMarked
package io.parley.infra.tracing;

import org.jspecify.annotations.NullMarked;
