package io.parley.infra.media.content;

/**
 * The one thing in Exif metadata that an image needs in order to be shown: how it is to be turned. (Exif 2.32, 4.6; the structure
 * is TIFF 6.0's.)
 */
final class Exif {

    /** What an image is that says nothing: shown as it is stored. */
    static final int UPRIGHT = 1;

    /** The size of metadata that hold the orientation alone. */
    static final int MINIMAL_SIZE = 26;

    /** The size of {@link #emptyItem()}. */
    static final int ITEM_SIZE = 4 + MINIMAL_SIZE;

    private static final int ORIENTATION = 0x0112;
    private static final int SHORT = 3;
    private static final int ENTRY = 12;

    private final byte[] bytes;
    private final int start;
    private final boolean littleEndian;

    private Exif(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
        this.littleEndian = bytes[start] == 'I';
    }

    /** The orientation, 1 to 8, that metadata of TIFF structure say; upright if they say none, or are broken. */
    static int orientation(byte[] bytes, int start) {
        if (Octets.has(bytes, start, "II*\0") || Octets.has(bytes, start, "MM\0*")) {
            return bytes.length - start < 8 ? UPRIGHT : new Exif(bytes, start).orientation();
        }
        return UPRIGHT;
    }

    /** Metadata that say the orientation and nothing else. */
    static byte[] minimal(int orientation) {
        byte[] tiff = Octets.of("MM\0*\0\0\0\b\0\1\1\u0012\0\3\0\0\0\1\0?\0\0\0\0\0\0");
        tiff[19] = (byte) orientation;
        return tiff;
    }

    /**
     * Metadata that say nothing, as an item of an image has them: behind the distance to where they begin (ISO/IEC 23008-12,
     * A.2.1). Readers refuse an image whose Exif is none.
     */
    static byte[] emptyItem() {
        byte[] item = new byte[ITEM_SIZE];
        System.arraycopy(minimal(UPRIGHT), 0, item, 4, MINIMAL_SIZE);
        return item;
    }

    private int orientation() {
        long directory = start + u32(start + 4);
        if (directory > bytes.length - 2) {
            return UPRIGHT;
        }
        int first = (int) directory + 2;
        int entries = Math.min(u16((int) directory), (bytes.length - first) / ENTRY);
        for (int i = 0; i < entries; i++) {
            int entry = first + i * ENTRY;
            if (u16(entry) == ORIENTATION && u16(entry + 2) == SHORT) {
                int value = u16(entry + 8);
                return value >= 1 && value <= 8 ? value : UPRIGHT;
            }
        }
        return UPRIGHT;
    }

    private int u16(int at) {
        return littleEndian ? Octets.u16le(bytes, at) : Octets.u16(bytes, at);
    }

    private long u32(int at) {
        return littleEndian ? Octets.u32le(bytes, at) : Octets.u32(bytes, at);
    }
}
