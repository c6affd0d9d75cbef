package io.parley.infra.media.waveform;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Decodes WAV, by the JDK: integers of 8 to 32 bits, floating-point numbers, A-law and µ-law. It gets the two chunks that matter
 * alone, since it does not find them behind long others, which recorders write first.
 */
final class WavDecoder implements SoundDecoder {

    private static final int FORM = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int LONGEST_FORMAT = 64;
    private static final int MOST_CHANNELS = 32;
    private static final int SAMPLE = 2;
    private static final int FRAMES = 4096;

    @Override
    public void decode(InputStream bytes, Bars bars) throws IOException {
        try (AudioInputStream sound = AudioSystem.getAudioInputStream(essence(bytes))) {
            AudioFormat format = sound.getFormat();
            int channels = format.getChannels();
            if (channels < 1 || channels > MOST_CHANNELS) {
                throw new IOException("nobody records so many channels");
            }
            AudioFormat wanted = new AudioFormat(format.getSampleRate(), 8 * SAMPLE, channels, true, false);
            read(AudioSystem.getAudioInputStream(wanted, sound), channels, bars);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(e);
        }
    }

    /** The sound, its format before it; what stands behind it is not reached. */
    private static InputStream essence(InputStream bytes) throws IOException {
        byte[] form = bytes.readNBytes(FORM);
        byte[] format = new byte[0];
        byte[] header = bytes.readNBytes(CHUNK_HEADER);
        while (header.length == CHUNK_HEADER && !isA(header, "data")) {
            long length = length(header);
            boolean isFormat = isA(header, "fmt ") && length <= LONGEST_FORMAT;
            byte[] content = isFormat ? bytes.readNBytes((int) length) : new byte[0];
            bytes.skipNBytes(length - content.length + (length & 1));
            format = isFormat ? joined(header, content) : format;
            header = bytes.readNBytes(CHUNK_HEADER);
        }
        byte[] start = joined(form, joined(format, header));
        return new BufferedInputStream(new SequenceInputStream(new ByteArrayInputStream(start), bytes));
    }

    private static boolean isA(byte[] header, String type) {
        return type.equals(new String(header, 0, 4, StandardCharsets.ISO_8859_1));
    }

    private static long length(byte[] header) {
        return ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xFFFFFFFFL;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void read(AudioInputStream samples, int channels, Bars bars) throws IOException {
        byte[] buffer = new byte[FRAMES * channels * SAMPLE];
        int count = samples.readNBytes(buffer, 0, buffer.length);
        while (count > 0) {
            bars.add(
                    ByteBuffer.wrap(buffer, 0, count)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .asShortBuffer(),
                    channels);
            count = samples.readNBytes(buffer, 0, buffer.length);
        }
    }
}
