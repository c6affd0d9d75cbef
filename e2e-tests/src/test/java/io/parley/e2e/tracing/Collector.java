package io.parley.e2e.tracing;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPInputStream;

/** Takes traces by OTLP over HTTP and keeps them. */
final class Collector implements AutoCloseable {

    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();
    private volatile int status = 200;

    Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces";
    }

    /** From now on whatever comes is refused. */
    void breakDown() {
        status = 503;
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    /** The spans of the same trace as the one of a name, which is the last. */
    List<Span> traceOf(String name) {
        ByteString trace = spans.stream()
                .filter(span -> span.getName().equals(name))
                .reduce((first, second) -> second)
                .map(Span::getTraceId)
                .orElseThrow(() -> new AssertionError("no span " + name));
        return spans.stream().filter(span -> span.getTraceId().equals(trace)).toList();
    }

    static String id(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
            InputStream bytes = new ByteArrayInputStream(body);
            try (InputStream plain = zipped ? new GZIPInputStream(bytes) : bytes) {
                ExportTraceServiceRequest.parseFrom(plain)
                        .getResourceSpansList()
                        .forEach(resource ->
                                resource.getScopeSpansList().forEach(scope -> spans.addAll(scope.getSpansList())));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
