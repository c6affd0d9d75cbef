package io.parley.infra.media.content;

/**
 * Sound without a container: MP3 (ISO/IEC 11172-3, 2.4.2.3, and 13818-3) and AAC in ADTS (ISO/IEC 13818-7, 6.2). Their signature
 * is a few bits, which anything may begin with, so that frames must follow each other where the first says.
 */
final class AudioFrames {

    private static final int CHECKED = 3;

    private static final int[] KILOBITS_1 = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] KILOBITS_2 = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    private static final int[] HERTZ_1 = {44_100, 48_000, 32_000};

    private interface Frame {
        /** How long the frame at a place is; nothing if there is none. */
        int length(byte[] head, int at);
    }

    private AudioFrames() {}

    static boolean isMp3(byte[] head, int at) {
        return follow(head, at, AudioFrames::mp3Frame);
    }

    static boolean isAdts(byte[] head, int at) {
        return follow(head, at, AudioFrames::adtsFrame);
    }

    /** Some frames, or fewer where the head ends before; the first must be whole. */
    private static boolean follow(byte[] head, int from, Frame frame) {
        int at = from;
        for (int i = 0; i < CHECKED; i++) {
            int length = head.length - at < 7 ? 0 : frame.length(head, at);
            if (length == 0) {
                return head.length - at < 7 && (i > 1 || i == 1 && at == head.length);
            }
            at += length;
        }
        return true;
    }

    private static int mp3Frame(byte[] head, int at) {
        int version = Octets.u8(head, at + 1) >> 3 & 3;
        int layer = Octets.u8(head, at + 1) >> 1 & 3;
        int rate = Octets.u8(head, at + 2) >> 4;
        int frequency = Octets.u8(head, at + 2) >> 2 & 3;
        boolean none = Octets.u16(head, at) >> 5 != 0x7FF || version == 1 || layer != 1;
        if (none || rate == 0 || rate == 15 || frequency == 3) {
            return 0;
        }
        int padding = Octets.u8(head, at + 2) >> 1 & 1;
        boolean first = version == 3;
        int hertz = HERTZ_1[frequency] >> (first ? 0 : version == 2 ? 1 : 2);
        int kilobits = (first ? KILOBITS_1 : KILOBITS_2)[rate - 1];
        return (first ? 144 : 72) * kilobits * 1000 / hertz + padding;
    }

    private static int adtsFrame(byte[] head, int at) {
        boolean none = (Octets.u16(head, at) & 0xFFF6) != 0xFFF0 || (Octets.u8(head, at + 2) >> 2 & 15) > 12;
        int length = (Octets.u8(head, at + 3) & 3) << 11 | Octets.u16(head, at + 4) >> 5;
        return none || length < 7 ? 0 : length;
    }
}
