package io.parley.infra.keyring;

import java.util.Arrays;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Content as the bytes that are encrypted: a version, then JSON, padded. Fields that are not known are overlooked. */
final class VersionedJson {

    private static final byte VERSION_1 = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private VersionedJson() {}

    static byte[] encode(Object body) {
        byte[] json = JSON.writeValueAsBytes(body);
        byte[] versioned = new byte[json.length + 1];
        versioned[0] = VERSION_1;
        System.arraycopy(json, 0, versioned, 1, json.length);
        return Padding.pad(versioned);
    }

    /**
     * Decodes what {@link #encode} made.
     *
     * @param what names it in a refusal
     * @throws IllegalArgumentException if this is something else; its message quotes nothing
     */
    static <T> T decode(byte[] padded, Class<T> type, String what) {
        byte[] versioned = Padding.unpad(padded);
        if (versioned.length == 0 || versioned[0] != VERSION_1) {
            throw new IllegalArgumentException("no " + what + " of a known version");
        }
        try {
            T body = JSON.readValue(Arrays.copyOfRange(versioned, 1, versioned.length), type);
            if (body != null) {
                return body;
            }
        } catch (JacksonException e) {
            // not the cause of what is thrown, for it may quote what is said
        }
        throw new IllegalArgumentException("no " + what);
    }
}
