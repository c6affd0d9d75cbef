package io.parley.infra.media.content;

import java.util.Optional;

/**
 * The header of a frame of sound that has no container: MP3 (ISO/IEC 11172-3, 2.4.2.3, and 13818-3) or AAC in ADTS (ISO/IEC
 * 13818-7, 6.2).
 *
 * @param length how many bytes the frame has, its header too
 * @param samples how many samples of each channel are in it
 * @param hertz how many of them a second has
 * @param mono whether there is one channel; of ADTS it is not read
 * @param isProtected whether a checksum follows the header
 */
public record FrameHeader(int length, int samples, int hertz, boolean mono, boolean isProtected) {

    /** How many bytes of an MP3's frame are looked at. */
    public static final int MP3_SIZE = 4;

    static final int ADTS_SIZE = 7;

    private static final int[] KILOBITS_1 = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_2 = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] HERTZ_1 = {44_100, 48_000, 32_000};
    private static final int[] HERTZ_ADTS = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    /** That of a frame of MP3, layer III, whose bit rate is said; nothing if none begins there. */
    public static Optional<FrameHeader> mp3(byte[] bytes, int at) {
        int version = Octets.u8(bytes, at + 1) >> 3 & 3;
        int layer = Octets.u8(bytes, at + 1) >> 1 & 3;
        int rate = Octets.u8(bytes, at + 2) >> 4;
        int frequency = Octets.u8(bytes, at + 2) >> 2 & 3;
        boolean none = Octets.u16(bytes, at) >> 5 != 0x7FF || version == 1 || layer != 1;
        if (none || rate == 0 || rate == 15 || frequency == 3) {
            return Optional.empty();
        }
        int padding = Octets.u8(bytes, at + 2) >> 1 & 1;
        boolean first = version == 3;
        int hertz = HERTZ_1[frequency] >> (first ? 0 : version == 2 ? 1 : 2);
        int kilobits = (first ? KILOBITS_1 : KILOBITS_2)[rate - 1];
        int length = (first ? 144 : 72) * kilobits * 1000 / hertz + padding;
        boolean mono = Octets.u8(bytes, at + 3) >> 6 == 3;
        boolean isProtected = (bytes[at + 1] & 1) == 0;
        return Optional.of(new FrameHeader(length, first ? 1152 : 576, hertz, mono, isProtected));
    }

    /** That of a frame of ADTS; nothing if none begins there. */
    static Optional<FrameHeader> adts(byte[] bytes, int at) {
        int frequency = Octets.u8(bytes, at + 2) >> 2 & 15;
        int length = (Octets.u8(bytes, at + 3) & 3) << 11 | Octets.u16(bytes, at + 4) >> 5;
        boolean none = (Octets.u16(bytes, at) & 0xFFF6) != 0xFFF0 || frequency >= HERTZ_ADTS.length;
        if (none || length < ADTS_SIZE) {
            return Optional.empty();
        }
        int blocks = (bytes[at + 6] & 3) + 1;
        boolean isProtected = (bytes[at + 1] & 1) == 0;
        return Optional.of(new FrameHeader(length, 1024 * blocks, HERTZ_ADTS[frequency], false, isProtected));
    }

    /** Whether one that follows another may belong to the same sound. */
    public boolean goesOn(FrameHeader other) {
        return hertz == other.hertz && mono == other.mono;
    }
}
