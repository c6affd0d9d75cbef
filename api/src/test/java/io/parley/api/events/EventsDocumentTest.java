package io.parley.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.parley.api.session.Caller;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the generated API document says of the stream. */
class EventsDocumentTest {

    @Test
    void theDocumentDescribesTheStreamAndItsTickets() throws Exception {
        try (EventsServer server = new EventsServer()) {
            Caller caller = new Caller(UserId.random(), DeviceId.random());
            String document = SseClient.send(SseClient.request(server.port(), "/v3/api-docs", caller)
                            .build())
                    .body();
            assertThat(JsonPath.<List<String>>read(document, "$.paths['/v1/events'].get.parameters[*].name"))
                    .containsExactlyInAnyOrder("Last-Event-ID", "lastEventId");
            assertThat(
                            JsonPath.<List<String>>read(
                                    document,
                                    "$.paths['/v1/events'].get.responses['200'].content['text/event-stream'].schema.oneOf[*]['$ref']"))
                    .containsExactlyInAnyOrder(
                            "#/components/schemas/MessageBody",
                            "#/components/schemas/ChatChange",
                            "#/components/schemas/RetentionChange",
                            "#/components/schemas/RetractionBody",
                            "#/components/schemas/ExpiryBody",
                            "#/components/schemas/ReceiptBody",
                            "#/components/schemas/Presence",
                            "#/components/schemas/TypingBody");
            assertThat(
                            JsonPath.<String>read(
                                    document,
                                    "$.paths['/v1/events/tickets'].post.responses['200'].content['application/json'].schema['$ref']"))
                    .isEqualTo("#/components/schemas/TicketBody");
        }
    }
}
