package io.parley.benchmarks.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Files of noise, which nothing compresses, with the heads that make them media of a type. Of a film nothing is made but what its head
 * says; of a sound the server makes a waveform, for which it reads all of it again.
 *
 * @param path where it is
 * @param size how many bytes it has
 * @param contentType what it is
 */
record Noise(Path path, int size, String contentType) {

    private static final int BUFFER = 1 << 20;
    private static final int WAV_HEAD = 44;
    private static final int RATE = 48_000;
    private static final int FRAME = 2;

    /** A film (MP4) of a size. */
    static Noise film(Path path, int size) throws IOException {
        byte[] start = join(
                box("ftyp", text("isom\0\0\0\0isommp42")),
                box("moov", box("mvhd", new byte[100]), box("trak", trackHeader(), box("mdia", handler()))));
        byte[] data = ByteBuffer.allocate(8)
                .putInt(size - start.length)
                .put(text("mdat"))
                .array();
        return write(path, size, "video/mp4", join(start, data));
    }

    /** A sound (WAV) of a size. */
    static Noise sound(Path path, int size) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(WAV_HEAD).order(ByteOrder.LITTLE_ENDIAN);
        head.put(text("RIFF")).putInt(size - 8).put(text("WAVEfmt ")).putInt(16);
        head.putShort((short) 1).putShort((short) 1).putInt(RATE).putInt(RATE * FRAME);
        head.putShort((short) FRAME).putShort((short) (8 * FRAME));
        head.put(text("data")).putInt(size - WAV_HEAD);
        return write(path, size, "audio/wav", head.array());
    }

    private static Noise write(Path path, int size, String contentType, byte[] head) throws IOException {
        Random random = new Random(size);
        byte[] buffer = new byte[BUFFER];
        try (OutputStream file = Files.newOutputStream(path)) {
            file.write(head);
            for (int left = size - head.length; left > 0; left -= BUFFER) {
                random.nextBytes(buffer);
                file.write(buffer, 0, Math.min(left, BUFFER));
            }
        }
        return new Noise(path, size, contentType);
    }

    private static byte[] trackHeader() {
        ByteBuffer content = ByteBuffer.allocate(84); // the size at its end, as fixed-point numbers
        return box("tkhd", content.putInt(76, 640 << 16).putInt(80, 360 << 16).array());
    }

    private static byte[] handler() {
        return box("hdlr", new byte[8], text("vide"), new byte[13]);
    }

    private static byte[] box(String type, byte[]... contents) {
        byte[] content = join(contents);
        return join(ByteBuffer.allocate(4).putInt(content.length + 8).array(), text(type), content);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
