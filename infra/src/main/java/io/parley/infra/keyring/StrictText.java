package io.parley.infra.keyring;

import io.parley.contract.error.Rejection;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as UTF-8 without loss. Half a character (an unpaired surrogate) has no UTF-8, and is refused rather than replaced. */
final class StrictText {

    private StrictText() {}

    /**
     * Encodes text.
     *
     * @param field names the text in a refusal
     * @throws Rejection ({@code invalid_request}) if the text is no Unicode text
     */
    static byte[] encode(String field, String text) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw Rejection.invalid(field, "holds half a character (an unpaired surrogate)");
        }
    }

    /**
     * Decodes text.
     *
     * @throws IllegalArgumentException if the bytes are no UTF-8
     */
    static String decode(ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("no UTF-8");
        }
    }
}
