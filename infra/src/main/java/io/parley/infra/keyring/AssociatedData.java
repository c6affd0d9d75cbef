package io.parley.infra.keyring;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The associated data of an encryption: where its result belongs. Decryption elsewhere fails. Each field goes with its length,
 * so that no two lists of fields have the same bytes.
 */
public final class AssociatedData {

    private AssociatedData() {}

    /** The fields, each with its length before it. */
    public static byte[] of(String... fields) {
        byte[][] encoded = new byte[fields.length][];
        Arrays.setAll(encoded, i -> fields[i].getBytes(StandardCharsets.UTF_8));
        int size = Arrays.stream(encoded)
                .mapToInt(field -> Integer.BYTES + field.length)
                .sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        for (byte[] field : encoded) {
            all.putInt(field.length).put(field);
        }
        return all.array();
    }
}
