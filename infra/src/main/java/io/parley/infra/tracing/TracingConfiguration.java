package io.parley.infra.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.parley.contract.id.NodeId;
import io.parley.contract.trace.Tracing;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces, if there is somewhere to send them to. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TracingProperties.class)
public class TracingConfiguration {

    private static final String NAME = "parley";
    private static final Duration EXPORT = Duration.ofSeconds(10);

    @Bean
    Tracing tracing(Optional<SdkTracerProvider> provider) {
        return provider.<Tracing>map(made -> new OpenTelemetryTracing(made.get(NAME)))
                .orElse(Tracing.NONE);
    }

    /** The nodes of a platform are told apart; which requests are traced is decided where they come in. */
    @Bean(destroyMethod = "close")
    @ConditionalOnExpression("!'${parley.tracing.endpoint:}'.isEmpty()")
    SdkTracerProvider tracerProvider(TracingProperties properties, NodeId node) {
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(properties.endpoint())
                .setTimeout(EXPORT)
                .build();
        return SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(
                                AttributeKey.stringKey("service.name"),
                                NAME,
                                AttributeKey.stringKey("service.instance.id"),
                                node.toString()))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(properties.sample())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
    }
}
