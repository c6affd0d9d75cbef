package io.parley.infra.media.content;

import org.jspecify.annotations.Nullable;

/** The header of a track (ISO/IEC 14496-12, 8.3.2): how large its pictures are, and how they are turned. */
final class TrackHeader {

    private static final int MATRIX = 40;
    private static final int MATRIX_OF_LONG_TIMES = 52;
    private static final int SIZE_BEHIND_MATRIX = 36;

    private TrackHeader() {}

    /** The larger of what the header says and what another said. */
    static @Nullable Picture larger(byte[] content, @Nullable Picture other) {
        int matrix = content.length > 0 && content[0] == 1 ? MATRIX_OF_LONG_TIMES : MATRIX;
        int size = matrix + SIZE_BEHIND_MATRIX;
        if (content.length < size + 8) {
            return other;
        }
        // fixed-point numbers, of which the first halves are whole
        int width = Octets.u16(content, size);
        int height = Octets.u16(content, size + 4);
        long area = (long) width * height;
        if (area == 0 || other != null && area <= (long) other.width() * other.height()) {
            return other;
        }
        boolean onItsSide = Octets.u32(content, matrix) == 0 && Octets.u32(content, matrix + 4) != 0;
        return new Picture(width, height, onItsSide ? 6 : Exif.UPRIGHT, true);
    }
}
