package io.parley.e2e.confidentiality;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A text that must be found nowhere, in none of the spellings in which it could rest. */
public final class Secret {

    private final String what;
    private final Map<String, String> spellings = new LinkedHashMap<>();

    /**
     * A secret.
     *
     * @param what what it is, for messages
     * @param text the text, long enough not to occur by chance
     */
    public Secret(String what, String text) {
        this(what, text.getBytes(StandardCharsets.UTF_8));
        spellings.put("UTF-16, low byte first", bytesAsChars(text.getBytes(StandardCharsets.UTF_16LE)));
        spellings.put("UTF-16, high byte first", bytesAsChars(text.getBytes(StandardCharsets.UTF_16BE)));
    }

    /** Bytes that must be found nowhere. */
    public Secret(String what, byte[] utf8) {
        this.what = what;
        spellings.put("as they are", bytesAsChars(utf8));
        spellings.put("hexadecimal", HexFormat.of().formatHex(utf8));
        spellings.put("hexadecimal in capitals", HexFormat.of().withUpperCase().formatHex(utf8));
        for (int offset = 0; offset < 3; offset++) {
            spellings.put("Base64 from byte " + offset, base64(Base64.getEncoder(), utf8, offset));
            spellings.put("Base64 for URLs from byte " + offset, base64(Base64.getUrlEncoder(), utf8, offset));
        }
    }

    /** Where it is in the bytes, if it is; each char of the haystack stands for one byte. */
    public Optional<String> findIn(String haystack) {
        return spellings.entrySet().stream()
                .filter(spelling -> haystack.contains(spelling.getValue()))
                .map(spelling -> what + " in " + spelling.getKey())
                .findFirst();
    }

    /** Bytes as a text of as many chars, in which can be searched fast. */
    public static String bytesAsChars(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** What of the encoding depends on these bytes alone, if they begin at some place in a group of three. */
    private static String base64(Base64.Encoder encoder, byte[] bytes, int offset) {
        ByteArrayOutputStream shifted = new ByteArrayOutputStream();
        shifted.writeBytes(new byte[offset]);
        shifted.writeBytes(bytes);
        String encoded = encoder.encodeToString(shifted.toByteArray());
        int first = (offset * 8 + 5) / 6;
        int end = (offset + bytes.length) * 8 / 6;
        return encoded.substring(first, end);
    }

    @Override
    public String toString() {
        return what;
    }
}
