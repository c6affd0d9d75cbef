package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.parley.api.events.Events.Chat;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class StreamShutdownTest {

    private final Caller caller = new Caller(UserId.random(), DeviceId.random());

    @Test
    void aServerThatStopsEndsItsStreamsAndDoesNotWaitForThem() throws Exception {
        EventsServer server = new EventsServer();
        Chat chat = Chat.of(caller.userId(), UserId.random());
        try (SseClient client = server.connect(caller)) {
            client.opening();
            long position = server.log.append(Events.opened(chat));
            assertThat(client.event().id()).endsWith("." + position);
            long before = System.nanoTime();
            server.close();
            assertThat(client.endsWithin(Duration.ofSeconds(5))).isTrue();
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        } finally {
            server.close();
        }
    }

    @Test
    void aServerThatStopsTakesNoNewStreams() throws Exception {
        try (EventsServer server = new EventsServer()) {
            server.bean(StreamShutdown.class).stop();
            var refused = SseClient.send(
                    SseClient.request(server.port(), "/v1/events", caller).build());
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(server.openStreams()).isZero();
        }
    }

    @Test
    void streamsAreNotTimedAsRequestsSinceTheyLast() throws Exception {
        try (EventsServer server = new EventsServer()) {
            SseClient client = server.connect(caller);
            client.opening();
            SseClient.send(SseClient.request(server.port(), "/v1/events/tickets", caller)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build());
            client.close();
            Awaitility.await().until(() -> server.openStreams() == 0);
            MeterRegistry meters = server.bean(MeterRegistry.class);
            Awaitility.await().until(() -> meters.find("http.server.requests").timer() != null);
            assertThat(meters.find("http.server.requests").timers())
                    .extracting(timer -> timer.getId().getTag("uri"))
                    .containsExactly("/v1/events/tickets");
            assertThat(meters.get("parley.stream.open").gauge().value()).isZero();
        }
    }

    @Test
    void aRegistryThatIsClosedRefusesAndCanBeReopened() {
        StreamRegistry registry = new StreamRegistry(1, 1);
        OpenStream stream = Streams.unconnected(caller);
        registry.close();
        assertThatThrownBy(() -> registry.add(stream)).isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.code())
                .isEqualTo(ErrorCode.UNAVAILABLE));
        assertThat(registry.size()).isZero();
        registry.reopen();
        registry.add(stream);
        assertThat(registry.size()).isOne();
        registry.remove(stream);
        registry.remove(stream);
        assertThat(registry.size()).isZero();
    }
}
