package io.parley.infra.media.waveform;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes Opus in WebM (RFC 9559), which is what browsers record. Elements that hold what is sought are entered without minding where
 * they end, since recorders do not say that. Blocks of several packets, which nobody makes of Opus, are left out.
 */
final class OpusInWebmDecoder implements SoundDecoder {

    private static final int SEGMENT = 0x18538067;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK = 0xAE;
    private static final int CLUSTER = 0x1F43B675;
    private static final int BLOCK_GROUP = 0xA0;
    private static final Set<Integer> ENTERED = Set.of(SEGMENT, TRACKS, TRACK, CLUSTER, BLOCK_GROUP);

    private static final int TRACK_NUMBER = 0xD7;
    private static final int CODEC = 0x86;
    private static final int CODEC_SETTINGS = 0x63A2;
    private static final int BLOCK = 0xA1;
    private static final int SIMPLE_BLOCK = 0xA3;

    private static final int BLOCK_HEADER = 4;
    private static final int LACING = 0x06;
    private static final int LARGEST = 64 << 10;

    @Override
    public void decode(InputStream bytes, Bars bars) throws IOException {
        Run run = new Run(bytes, bars);
        while (run.element()) {
            // each decodes itself
        }
    }

    /** The decoding of one sound: that of the first track of Opus. */
    private static final class Run {

        private final InputStream bytes;
        private final Bars bars;
        private byte number;
        private String codec = "";
        private byte chosen;
        private @Nullable OpusSound sound;

        Run(InputStream bytes, Bars bars) {
            this.bytes = bytes;
            this.bars = bars;
        }

        /** Reads the next one; false at the end. */
        boolean element() throws IOException {
            int first = bytes.read();
            if (first < 0) {
                return false;
            }
            int id = (int) number(first, 4, true);
            long size = number(bytes.read(), 8, false);
            if (ENTERED.contains(id)) {
                return true;
            }
            if (size < 0 || size > LARGEST) {
                bytes.skipNBytes(size < 0 ? Long.MAX_VALUE : size);
                return true;
            }
            return content(id, bytes.readNBytes((int) size), (int) size);
        }

        private boolean content(int id, byte[] content, int size) throws IOException {
            if (content.length < size) {
                return false; // it was cut off
            }
            switch (id) {
                case TRACK_NUMBER -> number = size == 1 ? content[0] : 0;
                case CODEC -> codec = new String(content, StandardCharsets.US_ASCII);
                case CODEC_SETTINGS -> choose(content);
                case BLOCK, SIMPLE_BLOCK -> decode(content);
                default -> {}
            }
            return true;
        }

        /** The number and the codec come before the settings, as with all who write such files. */
        private void choose(byte[] settings) throws IOException {
            if (sound == null && codec.equals("A_OPUS")) {
                Optional<OpusSound> found = OpusSound.of(settings, bars);
                sound = found.orElse(null);
                chosen = number;
            }
        }

        private void decode(byte[] block) throws IOException {
            boolean ours = block.length > BLOCK_HEADER && (block[0] & 0xFF) == (0x80 | chosen);
            if (sound != null && ours && (block[3] & LACING) == 0) {
                sound.decode(Arrays.copyOfRange(block, BLOCK_HEADER, block.length));
            }
        }

        /** A number whose first byte says how long it is; −1 if all its bits say that it is unknown. */
        private long number(int first, int longest, boolean marked) throws IOException {
            int length = Integer.numberOfLeadingZeros(first) - 23;
            if (first < 0 || length > longest) {
                throw new IOException("no element begins here");
            }
            long value = marked ? first : first & (1 << 8 - length) - 1;
            for (byte next : bytes.readNBytes(length - 1)) {
                value = value << 8 | next & 0xFF;
            }
            return !marked && value == (1L << 7 * length) - 1 ? -1 : value;
        }
    }
}
