package io.parley.infra.keyring;

import io.parley.contract.Confidential;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A handle, display name, device name or title as the bytes that are encrypted: a version, the length and name of the field, the
 * text; padded. The field is inside, so that whoever reads can tell which one it is. A format that is stored.
 */
final class NameCodec {

    private static final byte VERSION_1 = 1;
    private static final int LONGEST_FIELD_NAME = Byte.MAX_VALUE;

    private NameCodec() {}

    static byte[] encode(String field, Confidential text) {
        byte[] name = field.getBytes(StandardCharsets.US_ASCII);
        if (name.length > LONGEST_FIELD_NAME) {
            throw new IllegalArgumentException("the name of the field is too long");
        }
        byte[] value = StrictText.encode(field, text.value());
        return Padding.pad(ByteBuffer.allocate(2 + name.length + value.length)
                .put(VERSION_1)
                .put((byte) name.length)
                .put(name)
                .put(value)
                .array());
    }

    /**
     * Decodes the text of what {@link #encode} made.
     *
     * @throws IllegalArgumentException if this is something else; its message quotes nothing
     */
    static Confidential decode(byte[] padded) {
        ByteBuffer bytes = ByteBuffer.wrap(Padding.unpad(padded));
        if (bytes.remaining() < 2 || bytes.get() != VERSION_1) {
            throw new IllegalArgumentException("no name of a known version");
        }
        int field = bytes.get();
        if (field < 0 || field > bytes.remaining()) {
            throw new IllegalArgumentException("no name");
        }
        return new Confidential(StrictText.decode(bytes.position(bytes.position() + field)));
    }
}
