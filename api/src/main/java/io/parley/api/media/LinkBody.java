package io.parley.api.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A link.
 *
 * @param url where the media are, for whoever has it
 * @param thumbnailUrl where their thumbnail is, alike; left out if there is none
 * @param expiresIn for how many seconds
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MediaLink", description = "A link for `<img>`, `<audio>` and `<video>`, which send no token.")
record LinkBody(
        @Schema(
                format = "uri-reference",
                description =
                        "To be resolved against this server. Whoever has it can see the media: do not pass it on.")
        String url,

        @Schema(format = "uri-reference", description = "The thumbnail, alike; left out if there is none.") @Nullable
        String thumbnailUrl,

        @Schema(minimum = "1", description = "For how many seconds it can be opened.")
        long expiresIn) {

    /** Hides what opens the media. */
    @Override
    public String toString() {
        return "LinkBody[hidden]";
    }
}
