package io.parley.infra.keyring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.parley.contract.message.MessageContent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a message says, as the bytes that are encrypted: a version, then JSON with one-letter names, padded with text, mentions
 * and links together. A format that is stored: a field that is added must be one that older readers may overlook, anything
 * else needs a new version.
 */
final class MessageCodec {

    private static final byte VERSION_1 = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record Body(
            @JsonProperty("t") @Nullable String text,
            @JsonProperty("m") @Nullable List<String> mentions,
            @JsonProperty("l") @Nullable List<String> links) {

        @Override
        public String toString() {
            return "Body[hidden]";
        }
    }

    private MessageCodec() {}

    static byte[] encode(MessageContent content) {
        StrictText.encode("text", content.text());
        byte[] json = JSON.writeValueAsBytes(new Body(content.text(), content.mentions(), content.links()));
        byte[] versioned = new byte[json.length + 1];
        versioned[0] = VERSION_1;
        System.arraycopy(json, 0, versioned, 1, json.length);
        return Padding.pad(versioned);
    }

    /**
     * Decodes what {@link #encode} made.
     *
     * @throws IllegalArgumentException if this is something else; its message quotes nothing
     */
    static MessageContent decode(byte[] padded) {
        byte[] versioned = Padding.unpad(padded);
        if (versioned.length == 0 || versioned[0] != VERSION_1) {
            throw new IllegalArgumentException("no message of a known version");
        }
        Body body = parse(Arrays.copyOfRange(versioned, 1, versioned.length));
        return new MessageContent(orEmpty(body.text()), orEmpty(body.mentions()), orEmpty(body.links()));
    }

    private static Body parse(byte[] json) {
        try {
            Body body = JSON.readValue(json, Body.class);
            if (body != null) {
                return body;
            }
        } catch (JacksonException e) {
            // not the cause of what is thrown, for it may quote the text
        }
        throw new IllegalArgumentException("no message");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
