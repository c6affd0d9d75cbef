package io.parley.infra.keyring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.contract.id.MediaId;
import io.parley.contract.media.MediaContent;
import io.parley.contract.media.MediaDescription;
import io.parley.contract.media.MediaKey;
import org.jspecify.annotations.Nullable;

/**
 * What media are, in JSON with one-letter names: by itself until a message takes them up, and then within what the message says. A
 * format that is stored: a field that is added must be one that older readers may overlook.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MediaBody(
        @JsonProperty("i") @Nullable String id,
        @JsonProperty("n") @Nullable String name,
        @JsonProperty("c") @Nullable String contentType,
        @JsonProperty("s") long size,
        @JsonProperty("h") @Nullable String sha256,
        @JsonProperty("x") @Nullable Integer width,
        @JsonProperty("y") @Nullable Integer height,
        @JsonProperty("d") @Nullable Long durationMillis,
        @JsonProperty("w") @Nullable String waveform,
        @JsonProperty("p") @Nullable String placeholder,
        @JsonProperty("k") byte @Nullable [] key,
        @JsonProperty("t") @Nullable Small thumbnail) {

    /** The thumbnail. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Small(
            @JsonProperty("k") byte @Nullable [] key,
            @JsonProperty("c") @Nullable String contentType,
            @JsonProperty("s") long size) {

        static @Nullable Small of(MediaContent.@Nullable Preview preview) {
            return preview == null ? null : new Small(preview.key().encode(), preview.contentType(), preview.size());
        }

        MediaContent.Preview preview() {
            return new MediaContent.Preview(MediaKey.decode(required(key)), required(contentType), size);
        }

        @Override
        public String toString() {
            return "Small[hidden]";
        }
    }

    static MediaBody of(MediaContent content) {
        MediaDescription description = content.description();
        StrictText.encode("fileName", description.name());
        return new MediaBody(
                content.mediaId().toString(),
                description.name(),
                description.contentType(),
                description.size(),
                description.sha256(),
                description.width(),
                description.height(),
                description.durationMillis(),
                description.waveform(),
                description.placeholder(),
                content.key().encode(),
                Small.of(content.thumbnail()));
    }

    /**
     * What this tells of.
     *
     * @throws IllegalArgumentException if something is missing or is none; its message quotes nothing
     */
    MediaContent content() {
        return new MediaContent(
                MediaId.valueOf(required(id)),
                new MediaDescription(
                        required(name),
                        required(contentType),
                        size,
                        required(sha256),
                        width,
                        height,
                        durationMillis,
                        waveform,
                        placeholder),
                MediaKey.decode(required(key)),
                thumbnail == null ? null : thumbnail.preview());
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException("media of which something is missing");
        }
        return value;
    }

    @Override
    public String toString() {
        return "MediaBody[hidden]";
    }
}
