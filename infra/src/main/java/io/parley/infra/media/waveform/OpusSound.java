package io.parley.infra.media.waveform;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import java.io.IOException;
import java.nio.ShortBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Decodes the packets of an Opus stream (RFC 6716) of one or two channels, each by Concentus. */
final class OpusSound {

    private static final byte[] SIGNATURE = "OpusHead".getBytes(StandardCharsets.US_ASCII);
    private static final int SMALLEST_HEAD = 19;
    /** Opus is decoded at any of a few rates, whatever it was made of; this one has all of a voice. */
    private static final int RATE = 16_000;

    private static final int RATE_OF_POSITIONS = 48_000;
    /** As many samples as a packet may have: 120 ms. */
    private static final int LONGEST = RATE * 120 / 1000;

    private final int channels;
    private final Bars bars;
    private final Damage damage = new Damage();
    private final short[] samples;
    private OpusDecoder decoder;
    private int skipped;
    private int usual;

    private OpusSound(int channels, int skipped, Bars bars) throws IOException {
        this.channels = channels;
        this.skipped = skipped;
        this.bars = bars;
        this.samples = new short[LONGEST * channels];
        this.decoder = decoder(channels);
    }

    /** One with such a head (RFC 7845, 5.1), if that can be decoded. */
    static Optional<OpusSound> of(byte[] head, Bars bars) throws IOException {
        boolean opus = head.length >= SMALLEST_HEAD
                && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
        if (!opus || head[9] < 1 || head[9] > 2 || head[18] != 0) {
            return Optional.empty();
        }
        int skipped = ((head[10] & 0xFF) | (head[11] & 0xFF) << 8) / (RATE_OF_POSITIONS / RATE);
        return Optional.of(new OpusSound(head[9], skipped, bars));
    }

    private static OpusDecoder decoder(int channels) throws IOException {
        try {
            return new OpusDecoder(RATE, channels);
        } catch (OpusException e) {
            throw new IOException(e);
        }
    }

    void decode(byte[] packet) throws IOException {
        if (packet.length == 0) {
            return; // would be taken for one that was lost
        }
        try {
            int count = decoder.decode(packet, 0, packet.length, samples, 0, LONGEST, false);
            int first = Math.min(skipped, count);
            skipped -= first;
            bars.add(ShortBuffer.wrap(samples, first * channels, (count - first) * channels), channels);
            usual = count;
            damage.over();
        } catch (OpusException | RuntimeException | AssertionError e) { // it asserts by hand what packets may break
            damage.add(e);
            bars.skip(usual);
            decoder = decoder(channels);
        }
    }
}
