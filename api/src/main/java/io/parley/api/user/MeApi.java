package io.parley.api.user;

import io.parley.api.dispatch.ReadPosition;
import io.parley.api.openapi.Refuses;
import io.parley.api.openapi.Writes;
import io.parley.api.session.Caller;
import io.parley.contract.error.ErrorCode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Mono;

/** What the API document says of one's own profile. */
@Tag(name = "Accounts")
interface MeApi {

    /** One's own profile. */
    @Operation(operationId = "getMe", summary = "Read one's own profile")
    @ApiResponse(responseCode = "200", description = "The profile.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.USER_NOT_FOUND)
    Mono<ProfileBody> me(Caller caller, ReadPosition position);

    /** Changes one's own profile. */
    @Operation(operationId = "changeMe", summary = "Change one's own profile")
    @ApiResponse(responseCode = "200", description = "The profile as it is now.", useReturnTypeSchema = true)
    @Refuses(ErrorCode.USER_NOT_FOUND)
    @Writes
    Mono<ResponseEntity<ProfileBody>> change(ProfileChange body, Caller caller);

    /** Erases one's own account. */
    @Operation(
            operationId = "eraseMe",
            summary = "Erase one's own account",
            description =
                    "The keys of what one calls oneself and one's devices are destroyed at once; all sessions end, so that no token "
                            + "of the account is taken any more. Groups are left a moment later. What was sent stays with those to "
                            + "whom it was sent. The handle is not given to anybody else.")
    @ApiResponse(responseCode = "204", description = "It is erased.")
    @Writes
    Mono<ResponseEntity<Void>> erase(Caller caller);
}
