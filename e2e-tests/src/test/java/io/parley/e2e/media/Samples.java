package io.parley.e2e.media;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Images and sounds that are made here. */
public final class Samples {

    private static final int RATE = 8_000;

    private Samples() {}

    /** An image. */
    public static byte[] png(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D drawing = image.createGraphics();
        drawing.setPaint(new GradientPaint(0, 0, Color.ORANGE, width, height, Color.BLUE));
        drawing.fillRect(0, 0, width, height);
        drawing.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A tone that grows louder. */
    public static byte[] wav(Duration length) {
        int frames = (int) (RATE * length.toMillis() / 1000);
        byte[] samples = new byte[2 * frames];
        for (int i = 0; i < frames; i++) {
            int value = (int) (Math.sin(2 * Math.PI * 440 * i / RATE) * Short.MAX_VALUE * i / frames);
            samples[2 * i] = (byte) value;
            samples[2 * i + 1] = (byte) (value >> 8);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (AudioInputStream sound = new AudioInputStream(
                new ByteArrayInputStream(samples), new AudioFormat(RATE, 16, 1, true, false), frames)) {
            AudioSystem.write(sound, AudioFileFormat.Type.WAVE, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
