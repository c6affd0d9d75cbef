package io.parley.e2e.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.trace.v1.Span;
import io.parley.e2e.harness.Eventually;
import io.parley.e2e.harness.Person;
import io.parley.e2e.harness.Server;
import io.parley.e2e.harness.SseStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One request is one trace, from HTTP to the streams of those whom it reaches. */
class TracesIT {

    private static final Duration EXPORTED = Duration.ofSeconds(30);
    private static final String SEND = "POST /v1/chats/{chatId}/messages";
    private static final String TEXT = "What nobody may find in a trace";

    @Test
    void aMessageIsFollowedFromHttpThroughCommandEventAndProjectionToThePush() {
        try (Collector collector = new Collector();
                Server server = Server.start("traces", traced(collector))) {
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.chatWith(ben);
            try (SseStream stream = ben.listens()) {
                ada.sends(chat, TEXT);
                stream.awaitMessage(TEXT);
            }

            Eventually.holds(EXPORTED, () -> assertThat(collector.traceOf(SEND))
                    .extracting(Span::getName)
                    .contains(
                            SEND,
                            "command SendMessage",
                            "handle SendMessage",
                            "commit",
                            "project MessageSent",
                            "push MessageSent"));
            List<Span> trace = collector.traceOf(SEND);
            expectOneRoot(trace);
            assertThat(trace).allSatisfy(span -> assertThat(span.getStartTimeUnixNano())
                    .isLessThanOrEqualTo(span.getEndTimeUnixNano()));
            assertThat(collector.spans().toString()).doesNotContain(TEXT, ada.id(), ben.id(), chat);
        }
    }

    @Test
    void aCollectorThatIsDownDisturbsNobody() {
        try (Collector collector = new Collector();
                Server server = Server.start("traces-lost", traced(collector))) {
            collector.breakDown();
            Person ada = Person.signsUp(server);
            Person ben = Person.signsUp(server);
            String chat = ada.chatWith(ben);
            try (SseStream stream = ben.listens()) {
                for (int i = 0; i < 20; i++) {
                    ada.sends(chat, "message " + i);
                    stream.awaitMessage("message " + i);
                }
            }
            collector.close();
            ada.sends(chat, "the last");
        }
    }

    private static Map<String, String> traced(Collector collector) {
        return Map.of("PARLEY_TRACING_ENDPOINT", collector.endpoint(), "PARLEY_TRACING_SAMPLE", "1.0");
    }

    private static void expectOneRoot(List<Span> trace) {
        List<String> ids =
                trace.stream().map(span -> Collector.id(span.getSpanId())).toList();
        assertThat(trace.stream().filter(span -> span.getParentSpanId().isEmpty()))
                .singleElement()
                .satisfies(root -> assertThat(root.getName()).isEqualTo(SEND));
        assertThat(trace.stream().filter(span -> !span.getParentSpanId().isEmpty()))
                .allSatisfy(span -> assertThat(ids).contains(Collector.id(span.getParentSpanId())));
    }
}
