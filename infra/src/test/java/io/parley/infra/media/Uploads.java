package io.parley.infra.media;

import io.parley.contract.media.MediaSlice;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;

/** Uploads as clients send them. */
final class Uploads {

    private static final int BUFFER = 16 << 10;
    private static final int WAV_HEADER = 44;

    private Uploads() {}

    /** An image of noise, which does not become small. */
    static byte[] png(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt() & 0xFFFFFF);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Sound of so many bytes, its header among them. */
    static byte[] wav(int size) {
        ByteBuffer wav = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(size - 8);
        wav.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1).putShort((short) 1).putInt(8_000).putInt(8_000);
        wav.putShort((short) 1).putShort((short) 8);
        wav.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(size - WAV_HEADER);
        byte[] sound = new byte[size - WAV_HEADER];
        new Random(2).nextBytes(sound);
        return wav.put(sound).array();
    }

    static Flux<ByteBuffer> buffers(byte[] bytes) {
        return Flux.fromStream(() -> IntStream.iterate(0, at -> at < bytes.length, at -> at + BUFFER)
                .mapToObj(at -> ByteBuffer.wrap(bytes, at, Math.min(BUFFER, bytes.length - at))
                        .slice()));
    }

    static byte[] whole(MediaSlice slice) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        JdkFlowAdapter.flowPublisherToFlux(slice.bytes())
                .doOnNext(buffer -> {
                    byte[] bytes = new byte[buffer.remaining()];
                    buffer.get(bytes);
                    all.writeBytes(bytes);
                })
                .blockLast(MediaFixture.PATIENCE);
        return all.toByteArray();
    }
}
