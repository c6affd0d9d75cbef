package io.parley.api.events;

import io.parley.api.message.MessageBody;
import io.parley.api.presence.PresenceBody;
import io.parley.api.presence.TypingBody;
import io.parley.api.session.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;

/** What the API document says of the stream, apart from the code that serves it. */
@Tag(name = "Events", description = "The stream of server-sent events")
interface EventsApi {

    /** Opens a stream; see the description below, which is the document's. */
    @Operation(operationId = "events", summary = "Open the stream of one's events", description = """
                    The stream opens with a block that bears only an `id`: where it begins. Durable events bear an `id`; after a \
                    break the client sends the last one back as `Last-Event-ID` and gets all that it missed, once each, in order. \
                    `0` means from the beginning of what is kept, no id from now on. An id that cannot be served brings one event \
                    `reset`: fetch everything anew, with its id as `Parley-Position`. A comment comes at least every 15 seconds. \
                    A client that is too slow is cut off and resumes. What was taken back, has expired or is gone with its chat is \
                    not brought any more; that it is gone is, so that a client that was away removes its copy too.

                    | event | bears an id | data |
                    |---|---|---|
                    | `message` | yes | `MessageBody`; a group's bears the `id` at which it was brought, and `late` if that was after later ones |
                    | `chat` | yes | `ChatChange`; `RetentionChange` |
                    | `retraction` | yes | `RetractionBody` |
                    | `expiry` | yes | `ExpiryBody` |
                    | `receipt` | no | `ReceiptBody`; to those whose messages it concerns, in groups several at once |
                    | `presence` | no | `Presence`; to contacts who may see it, when somebody comes or goes |
                    | `typing` | no | `TypingBody`; to the others in the chat; true for 6 seconds |
                    | `reset` | yes | `{}` |
                    """)
    @ApiResponse(
            responseCode = "200",
            description = "The stream. The schema is that of the events' `data`.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema =
                                    @Schema(
                                            oneOf = {
                                                MessageBody.class,
                                                ChatChange.class,
                                                RetentionChange.class,
                                                RetractionBody.class,
                                                ExpiryBody.class,
                                                ReceiptBody.class,
                                                PresenceBody.class,
                                                TypingBody.class
                                            }),
                            examples = {
                                @ExampleObject(
                                        name = "opening",
                                        value = "id: 7d0d1f6e-4a1b-4c55-9d0a-0a5f5c1f9c11.41\n\nretry: 1500\n\n"),
                                @ExampleObject(
                                        name = "receipt",
                                        value =
                                                "event: receipt\ndata: {\"chatId\":\"0b5b0c0e-9f3f-4a0e-8f57-4f1f0a4f8a10\","
                                                        + "\"userId\":\"2f7c2d53-64a5-4b84-8b8c-6f0a6f1f7c22\","
                                                        + "\"delivered\":7,\"read\":5}\n\n")
                            }))
    Mono<Void> events(
            @Parameter(hidden = true) Caller caller,
            @Parameter(
                            name = "Last-Event-ID",
                            in = ParameterIn.HEADER,
                            description = "The id of the last event seen, or `0`. Wins over `lastEventId`.")
                    @Nullable
                    String header,
            @Parameter(
                            name = "lastEventId",
                            in = ParameterIn.QUERY,
                            description = "As `Last-Event-ID`, for clients that set no header.")
                    @Nullable
                    String parameter,
            @Parameter(hidden = true) ServerHttpRequest request,
            @Parameter(hidden = true) ServerHttpResponse response);
}
