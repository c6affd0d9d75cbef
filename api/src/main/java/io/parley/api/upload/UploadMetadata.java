package io.parley.api.upload;

import io.parley.contract.Confidential;
import io.parley.contract.error.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;

/**
 * What a client says of an upload: pairs of a key and a value in Base64. Of these the file's name is heeded; its type is found out by
 * its content.
 */
final class UploadMetadata {

    private static final String FILE_NAME = "filename";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E&&[^,]]+");

    private UploadMetadata() {}

    /** The file's name; empty if none is given. */
    static Confidential fileName(HttpHeaders headers) {
        String given = Tus.single(headers, Tus.METADATA);
        byte[] name = given == null ? null : pairs(given).get(FILE_NAME);
        return new Confidential(name == null ? "" : text(name));
    }

    private static Map<String, byte[]> pairs(String given) {
        Map<String, byte[]> pairs = new HashMap<>();
        for (String pair : given.split(",", -1)) {
            String[] parts = pair.strip().split(" ", 2);
            byte[] value = Tus.decoded(Tus.METADATA, parts.length == 2 ? parts[1] : "");
            if (!KEY.matcher(parts[0]).matches() || pairs.put(parts[0], value) != null) {
                throw Rejection.invalid(Tus.METADATA, "must have keys that are not empty, each once");
            }
        }
        return pairs;
    }

    private static String text(byte[] value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Rejection.invalid(Tus.METADATA, "must have a file name in UTF-8");
        }
    }
}
