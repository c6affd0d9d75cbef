package io.parley.api.presence;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.Refuses;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.Explode;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of presence. */
@Tag(name = "Presence", description = "Who is online, when somebody was last seen, and who types")
interface PresenceApi {

    /** Says who is active. */
    @Operation(
            operationId = "putPresence",
            summary = "Say that one is active",
            description =
                    "Only `user` moves when one was last seen, and it is worth saying once in 30 seconds while it is true. Sending a "
                            + "message and marking one as read count as `user` too; opening the stream, acknowledging delivery and fetching "
                            + "lists do not.")
    @ApiResponse(responseCode = "204", description = "It is taken down.")
    @Refuses(ErrorCode.RATE_LIMITED)
    Mono<ResponseEntity<Void>> active(ActivityRequest body, Caller caller);

    /** Asks how users stand. */
    @Operation(
            operationId = "getPresence",
            summary = "Ask who is online and when users were last seen",
            description =
                    "One user sees another if each lets the other see, and the other has not blocked the one: by `lastSeen`, "
                            + "`everyone` lets all see who share a chat, `contacts` those with a direct chat, `nobody` nobody. So who shows "
                            + "nothing sees nothing, and who shows it to contacts sees contacts alone. Oneself one always sees. Whoever is "
                            + "not to be seen looks like what is nobody's id: offline, and never seen.")
    @ApiResponse(responseCode = "200", description = "How they stand.", useReturnTypeSchema = true)
    Mono<PresencesBody> presence(
            @Parameter(
                            name = AskedUsers.PARAMETER,
                            in = ParameterIn.QUERY,
                            required = true,
                            explode = Explode.FALSE,
                            description = "The users, separated by commas; who is named twice is answered once.",
                            array =
                                    @ArraySchema(
                                            schema = @Schema(type = "string", format = "uuid"),
                                            minItems = 1,
                                            maxItems = AskedUsers.MOST))
                    @Nullable
                    String userIds,
            Caller caller,
            ReadPosition position);
}
