package io.parley.api.chat;

import io.parley.api.openapi.IdInPath;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** What the API document says of the members of groups. */
@Tag(name = "Chats")
interface MembersApi {

    /** Adds a member or changes one's role. */
    @Operation(
            operationId = "putMember",
            summary = "Add a member to a group, or change a member's role",
            description =
                    "By its owner or an admin; what concerns the owner, by the owner alone. Who makes somebody the "
                            + "owner becomes an admin. A new member sees what is sent from then on. A group holds up to 1,024.")
    @ApiResponse(responseCode = "200", description = "The member, who was in it before.", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "201", description = "The new member.", useReturnTypeSchema = true)
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.USER_NOT_FOUND,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_A_GROUP,
        ErrorCode.GROUP_FULL
    })
    @Writes
    Mono<ResponseEntity<ChatMember>> put(
            @IdInPath String chatId,
            @IdInPath String userId,
            @Nullable PutMemberRequest body,
            Caller caller,
            ServerHttpRequest request);

    /** Removes a member, or leaves. */
    @Operation(
            operationId = "removeMember",
            summary = "Remove a member from a group, or leave it",
            description =
                    "Others, by the owner or an admin; oneself, by anybody. When the owner leaves, the longest-serving "
                            + "admin becomes owner, or else the longest-serving member.")
    @ApiResponse(responseCode = "204", description = "Who was named is no longer in it.")
    @Refuses({
        ErrorCode.CHAT_NOT_FOUND,
        ErrorCode.CHAT_GONE,
        ErrorCode.MEMBER_NOT_FOUND,
        ErrorCode.FORBIDDEN,
        ErrorCode.NOT_A_GROUP
    })
    @Writes
    Mono<ResponseEntity<Void>> remove(@IdInPath String chatId, @IdInPath String userId, Caller caller);
}
