package io.parley.api.presence;

import io.parley.contract.presence.TypingFeed.Typing;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * The data of an event {@code typing}.
 *
 * @param chatId in which chat
 * @param userId who types
 */
@Schema(
        description =
                "The data of an event `typing`: somebody types. It is true for 6 seconds, unless it comes again or a message of "
                        + "theirs does.")
public record TypingBody(
        @Schema(format = "uuid") String chatId,
        @Schema(format = "uuid") String userId) {

    static TypingBody of(Typing typing) {
        return new TypingBody(typing.chatId().toString(), typing.userId().toString());
    }
}
