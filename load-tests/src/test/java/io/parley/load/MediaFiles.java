package io.parley.load;

import io.parley.load.MediaFile.Span;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Images (PNG) and sounds (WAV) of noise, which nothing compresses, made once: from the smallest to the largest, each so many times as
 * large as the one before, and one of each kind that is larger.
 */
final class MediaFiles {

    private static final int USUAL = 16;
    private static final int BYTES_OF_PIXEL = 3;
    private static final int LONGEST_SPAN = 256 * 1024;
    private static final AudioFormat SOUND = new AudioFormat(48_000, 16, 1, true, false);

    private final List<MediaFile> usual = new ArrayList<>();
    private final List<MediaFile> huge = new ArrayList<>();
    private final int hugeShare;

    private MediaFiles(int hugeShare) {
        this.hugeShare = hugeShare;
    }

    /** Those of a plan. */
    static MediaFiles of(MediaPlan plan) {
        MediaFiles files = new MediaFiles(plan.hugeShare());
        double step = Math.pow(plan.largest() / (double) plan.smallest(), 1.0 / (USUAL - 1));
        for (int i = 0; i < USUAL; i++) {
            files.usual.add(file(i, plan.smallest() * Math.pow(step, i)));
        }
        if (plan.hugeShare() > 0) {
            files.huge.add(file(USUAL, plan.huge()));
            files.huge.add(file(USUAL + 1, plan.huge()));
        }
        return files;
    }

    /** Any of them, the larger ones as often as they are to come. */
    MediaFile any() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<MediaFile> of = random.nextInt(100) < hugeShare ? huge : usual;
        return of.get(random.nextInt(of.size()));
    }

    /** Some bytes somewhere in a file. */
    static Span anySpan(MediaFile file) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int first = random.nextInt(file.size());
        int length = 1 + random.nextInt(Math.min(LONGEST_SPAN, file.size() - first));
        return new Span(first, first + length - 1);
    }

    private static MediaFile file(int number, double kilobytes) {
        int size = (int) (kilobytes * 1_000);
        try {
            return number % 2 == 0
                    ? MediaFile.of("image-" + number + ".png", "image/png", image(number, size))
                    : MediaFile.of("sound-" + number + ".wav", "audio/wav", sound(number, size));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] image(int seed, int size) throws IOException {
        int side = Math.max(1, (int) Math.sqrt(size / (double) BYTES_OF_PIXEL));
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_3BYTE_BGR);
        new Random(seed).nextBytes(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        ImageIO.write(image, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] sound(int seed, int size) throws IOException {
        byte[] samples = new byte[size / SOUND.getFrameSize() * SOUND.getFrameSize()];
        new Random(seed).nextBytes(samples);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(size);
        try (AudioInputStream sound =
                new AudioInputStream(new ByteArrayInputStream(samples), SOUND, samples.length / SOUND.getFrameSize())) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, bytes);
        }
        return bytes.toByteArray();
    }
}
