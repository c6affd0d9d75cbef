package io.parley.infra.keyring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.contract.media.MediaContent;
import io.parley.contract.message.MessageContent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, as the bytes that are encrypted: a version, then JSON with one-letter names, padded with text, mentions,
 * links and media together. A format that is stored: a field that is added must be one that older readers may overlook, anything
 * else needs a new version.
 */
final class MessageCodec {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Body(
            @JsonProperty("t") @Nullable String text,
            @JsonProperty("m") @Nullable List<String> mentions,
            @JsonProperty("l") @Nullable List<String> links,
            @JsonProperty("a") @Nullable MediaBody media) {

        @Override
        public String toString() {
            return "Body[hidden]";
        }
    }

    private MessageCodec() {}

    static byte[] encode(MessageContent content) {
        StrictText.encode("text", content.text());
        MediaContent media = content.media();
        return VersionedJson.encode(new Body(
                content.text(), content.mentions(), content.links(), media == null ? null : MediaBody.of(media)));
    }

    /**
     * Decodes what {@link #encode} made.
     *
     * @throws IllegalArgumentException if this is something else; its message quotes nothing
     */
    static MessageContent decode(byte[] padded) {
        Body body = VersionedJson.decode(padded, Body.class, "message");
        MediaBody media = body.media();
        return new MessageContent(
                orEmpty(body.text()),
                orEmpty(body.mentions()),
                orEmpty(body.links()),
                media == null ? null : media.content());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
