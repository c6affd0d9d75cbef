package io.parley.api.purge;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Mono;

/** What the API document says of the keys that certificates are checked with. */
@Tag(name = "Purges")
interface SigningKeysApi {

    /** The keys. */
    @Operation(
            operationId = "getSigningKeys",
            summary = "Read the public keys that purge certificates are checked with",
            description =
                    "The one that signs now is the first; the others are those that signed earlier. Keep them: a certificate is"
                            + " checked without the server, and by a key that was had before there was a reason to doubt it.")
    @ApiResponse(responseCode = "200", description = "The keys.", useReturnTypeSchema = true)
    Mono<SigningKeysBody> signingKeys();
}
