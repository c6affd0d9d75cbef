package io.parley.infra.media.waveform;

import io.parley.infra.media.content.FrameHeader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decodes MP3, each frame by JCodec. That knows no intensity stereo, and takes a frame's checksum for something else: sounds with
 * these are not decoded.
 */
final class Mp3Decoder implements SoundDecoder {

    private static final int TAG_HEADER = 10;
    /** Two channels of 1152 samples. */
    private static final int LARGEST_OUTPUT = 2 * 1152 * Short.BYTES;

    @Override
    public void decode(InputStream bytes, Bars bars) throws IOException {
        skipTags(bytes);
        Run run = new Run(bars);
        FrameHeader header = run.search(bytes);
        while (header != null) {
            run.decode(header, bytes);
            header = run.search(bytes);
        }
    }

    /** They may hold a cover, in which anything looks like a frame (ID3v2.4 structure, 3.1). */
    private static void skipTags(InputStream bytes) throws IOException {
        bytes.mark(TAG_HEADER);
        byte[] start = bytes.readNBytes(TAG_HEADER);
        if (start.length == TAG_HEADER && start[0] == 'I' && start[1] == 'D' && start[2] == '3') {
            bytes.skipNBytes(start[6] << 21 | start[7] << 14 | start[8] << 7 | start[9]);
        } else {
            bytes.reset();
        }
    }

    /** The decoding of one sound. */
    private static final class Run {

        private final Bars bars;
        private final Damage damage = new Damage();
        private final byte[] window = new byte[FrameHeader.MP3_SIZE];
        private final ByteBuffer output = ByteBuffer.allocate(LARGEST_OUTPUT);
        private org.jcodec.codecs.mpa.Mp3Decoder decoder = new org.jcodec.codecs.mpa.Mp3Decoder();
        private @Nullable FrameHeader first;

        Run(Bars bars) {
            this.bars = bars;
        }

        /** The next header that may belong to the sound; nothing at its end. */
        @Nullable
        FrameHeader search(InputStream bytes) throws IOException {
            int filled = bytes.readNBytes(window, 0, window.length);
            while (filled == window.length) {
                Optional<FrameHeader> header =
                        FrameHeader.mp3(window, 0).filter(found -> first == null || found.goesOn(first));
                if (header.isPresent()) {
                    return header.get();
                }
                System.arraycopy(window, 1, window, 0, window.length - 1);
                filled = window.length - 1 + bytes.readNBytes(window, window.length - 1, 1);
            }
            return null;
        }

        void decode(FrameHeader header, InputStream bytes) throws IOException {
            first = header;
            if (header.isProtected()) {
                throw new IOException("frames with checksums are not decoded");
            }
            byte[] frame = new byte[header.length()];
            System.arraycopy(window, 0, frame, 0, window.length);
            int rest = frame.length - window.length;
            if (bytes.readNBytes(frame, window.length, rest) == rest) {
                decode(header, frame);
            }
        }

        private void decode(FrameHeader header, byte[] frame) throws IOException {
            try {
                ByteBuffer samples = decoder.decodeFrame(ByteBuffer.wrap(frame), output.clear())
                        .getData();
                bars.add(samples.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer(), header.mono() ? 1 : 2);
                damage.over();
            } catch (RuntimeException e) { // also where what the frame refers to was cut off before it
                damage.add(e);
                bars.skip(header.samples());
                decoder = new org.jcodec.codecs.mpa.Mp3Decoder();
            }
        }
    }
}
