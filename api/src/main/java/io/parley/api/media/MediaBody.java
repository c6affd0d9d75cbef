package io.parley.api.media;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Media as clients see them: in the answer to an upload, and in the messages that bear them. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Media", description = "An image, a piece of audio or a video. What is not known is left out.")
public record MediaBody(
        @Schema(format = "uuid") String mediaId,

        @Schema(description = "By content, whatever was claimed.", example = "image/jpeg")
        String contentType,

        @Schema(minimum = "1", description = "Of the bytes that `GET` answers.")
        long size,

        @Schema(description = "Of those bytes, in hexadecimal digits.", pattern = "^[0-9a-f]{64}$")
        String sha256,

        @Schema(maxLength = 255, description = "The file's name, cleaned.")
        String name,

        @Schema(description = "As shown, in pixels.") @Nullable
        Integer width,

        @Schema(description = "As shown, in pixels.") @Nullable
        Integer height,

        @Schema(description = "Of audio and video.") @Nullable
        Long durationMillis,

        @Schema(description = "How loud audio is: 64 steps of two hexadecimal digits each.") @Nullable
        String waveform,

        @Schema(description = "A blurred image to be shown at first, as a BlurHash.") @Nullable
        String placeholder) {

    /** Says what is known of media, and nothing of what it takes to read them. */
    public static MediaBody of(MediaContent content) {
        MediaDescription known = content.description();
        return new MediaBody(
                content.mediaId().toString(),
                known.contentType(),
                known.size(),
                known.sha256(),
                known.name(),
                known.width(),
                known.height(),
                known.durationMillis(),
                known.waveform(),
                known.placeholder());
    }

    /** Hides the name and all else. */
    @Override
    public String toString() {
        return "MediaBody[" + mediaId + "]";
    }
}
