package io.parley.infra.tracing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whether and where traces go.
 *
 * @param endpoint where a collector takes OTLP over HTTP, such as {@code http://localhost:4318/v1/traces}; empty for nowhere
 * @param sample which part of the requests is traced, from 0 to 1
 */
@Validated
@ConfigurationProperties("parley.tracing")
record TracingProperties(
        @DefaultValue("") @Pattern(regexp = "|https?://.+", message = "must be a URL of HTTP or HTTPS, or empty")
        String endpoint,

        @DefaultValue("0.01") @DecimalMin("0") @DecimalMax("1")
        double sample) {}
