package io.parley.infra.media.waveform;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Sounds, made by the tests. */
public final class Recordings {

    /** How many samples a player leaves out at the beginning of what {@link #opus} makes. */
    public static final int PRE_SKIP = 312;

    private static final int OPUS_RATE = 48_000;
    private static final int OPUS_FRAME = OPUS_RATE / 50;
    private static final int PACKETS_ON_A_PAGE = 40;

    private Recordings() {}

    /** A tone of some seconds whose loudness, from 0 to 1, goes by the time, from 0 to 1. */
    public static short[] tone(double seconds, int rate, DoubleUnaryOperator loudness) {
        short[] samples = new short[(int) Math.round(seconds * rate)];
        for (int i = 0; i < samples.length; i++) {
            double level = loudness.applyAsDouble((double) i / samples.length) * Short.MAX_VALUE;
            samples[i] = (short) (level * Math.sin(2 * Math.PI * 440 * i / rate));
        }
        return samples;
    }

    /** A WAV of 16 bits. */
    public static byte[] wav(short[] samples, int rate) {
        return wav(samples, new AudioFormat(rate, 16, 1, true, false));
    }

    /** A WAV whose samples are written in a format. */
    public static byte[] wav(short[] samples, AudioFormat written) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        AudioFormat given = new AudioFormat(written.getSampleRate(), 16, 1, true, false);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (AudioInputStream sound =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), given, samples.length)) {
            AudioSystem.write(AudioSystem.getAudioInputStream(written, sound), AudioFileFormat.Type.WAVE, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    /** Opus in Ogg, of samples at 48 kHz, those of the channels in turn. */
    public static byte[] opus(short[] samples, int channels) {
        List<byte[]> packets = packets(samples, channels);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(page(2, 0, 0, List.of(opusHead(channels))));
        file.writeBytes(page(0, 0, 1, List.of("OpusTags\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.US_ASCII))));
        for (int at = 0; at < packets.size(); at += PACKETS_ON_A_PAGE) {
            int end = Math.min(packets.size(), at + PACKETS_ON_A_PAGE);
            long position = end == packets.size() ? PRE_SKIP + samples.length / channels : (long) end * OPUS_FRAME;
            file.writeBytes(page(0, position, 2 + at, packets.subList(at, end)));
        }
        return file.toByteArray();
    }

    /** Opus in WebM, as a browser records it: nothing says how long anything is but for blocks. */
    public static byte[] webm(short[] samples, int channels) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(element(0x1A45DFA3, element(0x4282, "webm".getBytes(StandardCharsets.US_ASCII))));
        file.writeBytes(unended(0x18538067));
        byte[] track = element(
                0xAE,
                element(0xD7, new byte[] {1}),
                element(0x83, new byte[] {2}),
                element(0x86, "A_OPUS".getBytes(StandardCharsets.US_ASCII)),
                element(0x63A2, opusHead(channels)));
        file.writeBytes(element(0x1654AE6B, track));
        int millis = 0;
        for (byte[] packet : packets(samples, channels)) {
            if (millis % 1_000 == 0) {
                file.writeBytes(unended(0x1F43B675));
                file.writeBytes(element(0xE7, new byte[] {(byte) (millis >> 8), (byte) millis}));
            }
            int after = millis % 1_000;
            byte[] header = {(byte) 0x81, (byte) (after >> 8), (byte) after, 0};
            file.writeBytes(element(0xA3, header, packet));
            millis += 20;
        }
        return file.toByteArray();
    }

    private static byte[] unended(int id) {
        return ByteBuffer.allocate(5).putInt(id).put((byte) 0xFF).array();
    }

    private static byte[] element(int id, byte[]... contents) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] some : contents) {
            content.writeBytes(some);
        }
        int idLength = (39 - Integer.numberOfLeadingZeros(id)) / 8;
        ByteBuffer element = ByteBuffer.allocate(idLength + 4 + content.size());
        for (int i = idLength - 1; i >= 0; i--) {
            element.put((byte) (id >>> 8 * i));
        }
        return element.putInt(0x10000000 | content.size())
                .put(content.toByteArray())
                .array();
    }

    private static List<byte[]> packets(short[] samples, int channels) {
        int count = (samples.length / channels + PRE_SKIP) / OPUS_FRAME + 1;
        short[] padded = Arrays.copyOf(samples, count * OPUS_FRAME * channels);
        List<byte[]> packets = new ArrayList<>();
        try {
            OpusEncoder encoder = new OpusEncoder(OPUS_RATE, channels, OpusApplication.OPUS_APPLICATION_AUDIO);
            byte[] buffer = new byte[1500];
            for (int i = 0; i < count; i++) {
                int at = i * OPUS_FRAME * channels;
                int length = encoder.encode(padded, at, OPUS_FRAME, buffer, 0, buffer.length);
                packets.add(Arrays.copyOf(buffer, length));
            }
        } catch (OpusException e) {
            throw new AssertionError(e);
        }
        return packets;
    }

    private static byte[] opusHead(int channels) {
        return ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("OpusHead".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) PRE_SKIP)
                .putInt(OPUS_RATE)
                .array();
    }

    /** A page of an Ogg, without its checksum, which nobody checks. */
    public static byte[] page(int flags, long position, int number, List<byte[]> packets) {
        ByteArrayOutputStream lacing = new ByteArrayOutputStream();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] packet : packets) {
            for (int left = packet.length; left >= 0; left -= 255) {
                lacing.write(Math.min(255, left));
            }
            content.writeBytes(packet);
        }
        ByteBuffer header = ByteBuffer.allocate(27).order(ByteOrder.LITTLE_ENDIAN);
        header.put("OggS".getBytes(StandardCharsets.US_ASCII)).put((byte) 0).put((byte) flags);
        header.putLong(position).putInt(7).putInt(number).putInt(0).put((byte) lacing.size());
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes(header.array());
        page.writeBytes(lacing.toByteArray());
        page.writeBytes(content.toByteArray());
        return page.toByteArray();
    }

    /**
     * An MP3 of 44.1 kHz and one channel, whose every frame is a chord.
     *
     * @param gains how loud each frame is: the gain of its spectrum, of which four make twice as loud, and 210 is very loud
     */
    public static byte[] mp3(int... gains) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int gain : gains) {
            byte[] frame = new byte[417];
            Bits bits = new Bits(frame);
            bits.add(0xFFFB, 16).add(0x90C0, 16); // MPEG 1, layer III, 128 kbit/s
            bits.add(0, 18); // the spectrum begins in this frame
            granule(bits, gain);
            granule(bits, gain);
            for (int i = 0; i < 20; i++) {
                bits.add(0b010, 3); // 1 and 0, by the first table of codes
            }
            file.writeBytes(frame);
        }
        return file.toByteArray();
    }

    /** The bits of ten pairs, as many pairs, the gain, and the first table for all of them. */
    private static void granule(Bits bits, int gain) {
        bits.add(30, 12).add(10, 9).add(gain, 8).add(0, 5);
        bits.add(1, 5).add(1, 5).add(1, 5).add(0, 10);
    }

    private static final class Bits {

        private final byte[] bytes;
        private int at;

        Bits(byte[] bytes) {
            this.bytes = bytes;
        }

        Bits add(int value, int count) {
            for (int i = count - 1; i >= 0; i--, at++) {
                bytes[at / 8] |= (byte) ((value >> i & 1) << 7 - at % 8);
            }
            return this;
        }
    }
}
