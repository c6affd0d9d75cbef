package io.parley.infra.tracing;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.parley.contract.trace.Span;
import io.parley.contract.trace.Tracing;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Traces as OpenTelemetry's SDK records them. */
final class OpenTelemetryTracing implements Tracing {

    private static final String HEADER = "traceparent";
    private static final TextMapGetter<String> ONLY_THE_HEADER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return HEADER.equals(key) ? carrier : null;
        }
    };

    private final Tracer tracer;

    OpenTelemetryTracing(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public Span begin(String name) {
        return recorded(tracer.spanBuilder(name)
                .setNoParent()
                .setSpanKind(SpanKind.SERVER)
                .startSpan());
    }

    @Override
    public Span under(@Nullable String parent, String name) {
        if (parent == null) {
            return Span.NOT_RECORDED;
        }
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), parent, ONLY_THE_HEADER);
        if (!io.opentelemetry.api.trace.Span.fromContext(context)
                .getSpanContext()
                .isValid()) {
            return Span.NOT_RECORDED;
        }
        return recorded(tracer.spanBuilder(name).setParent(context).startSpan());
    }

    private static Span recorded(io.opentelemetry.api.trace.Span span) {
        return span.isRecording() ? new Recorded(span) : Span.NOT_RECORDED;
    }

    private record Recorded(io.opentelemetry.api.trace.Span span) implements Span {

        @Override
        public String context() {
            SpanContext context = span.getSpanContext();
            return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                    + context.getTraceFlags().asHex();
        }

        @Override
        public Recorded tag(String key, String value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public Recorded tag(String key, long value) {
            span.setAttribute(key, value);
            return this;
        }

        @Override
        public void rename(String name) {
            span.updateName(name);
        }

        @Override
        public void fail(String why) {
            span.setStatus(StatusCode.ERROR).setAttribute("error.type", why);
        }

        @Override
        public void end() {
            span.end();
        }
    }
}
