package io.parley.infra.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.parley.contract.MetadataKeys;
import io.parley.contract.trace.Span;
import io.parley.contract.trace.Tracing;
import java.util.Map;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenTelemetryTracingTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    private Tracing tracing(Sampler sampler) {
        return new OpenTelemetryTracing(SdkTracerProvider.builder()
                .setSampler(Sampler.parentBased(sampler))
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build()
                .get("test"));
    }

    @Test
    void aSpanUnderAContextBelongsToItsTrace() {
        Tracing tracing = tracing(Sampler.alwaysOn());
        Span request = tracing.begin("POST");
        Span command = tracing.under(request.context(), "command SendMessage").tag("n", 3);
        command.end();
        request.rename("POST /v1/chats");
        request.end();

        SpanData child = spans.getFinishedSpanItems().get(0);
        SpanData parent = spans.getFinishedSpanItems().get(1);
        assertThat(child.getTraceId()).isEqualTo(parent.getTraceId());
        assertThat(child.getParentSpanId()).isEqualTo(parent.getSpanId());
        assertThat(parent.getName()).isEqualTo("POST /v1/chats");
        assertThat(parent.getKind()).isEqualTo(SpanKind.SERVER);
        assertThat(request.context()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
    }

    @Test
    void whatChanceLeavesOutHasNoContext() {
        Span request = tracing(Sampler.alwaysOff()).begin("POST");

        assertThat(request.isRecorded()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "no context at all", "00-00000000000000000000000000000000-0000000000000000-01"})
    void aContextThatIsNoneIsPassedOver(String context) {
        tracing(Sampler.alwaysOn()).under(context, "push").end();

        assertThat(spans.getFinishedSpanItems()).isEmpty();
    }

    @Test
    void theHandlingOfAnEventWhoseRequestIsTracedIsASpan() throws Exception {
        Tracing tracing = tracing(Sampler.alwaysOn());
        Span request = tracing.begin("POST");
        TracedHandling handling = new TracedHandling(tracing, "project", "mailbox");

        handle(handling, GenericEventMessage.asEventMessage("not traced"));
        handle(
                handling,
                GenericEventMessage.asEventMessage("traced")
                        .andMetaData(Map.of(MetadataKeys.TRACE_PARENT, String.valueOf(request.context()))));

        assertThat(spans.getFinishedSpanItems())
                .singleElement()
                .satisfies(span -> assertThat(span.getName()).isEqualTo("project String"))
                .satisfies(span -> assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET));
    }

    private static void handle(TracedHandling handling, EventMessage<?> event) throws Exception {
        assertThat(handling.handle(new DefaultUnitOfWork<>(event), () -> "handled"))
                .isEqualTo("handled");
    }
}
