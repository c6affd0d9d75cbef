package io.parley.infra.media.content;

import java.util.Optional;

/**
 * The head of a Matroska or WebM file (RFC 8794, RFC 9559): which of the two it is, whether it shows pictures, and how large they
 * are. The tracks are described before what they hold; where they are not in the head, nothing is known but the type.
 */
final class Matroska {

    private static final long HEADER = 0x1A45DFA3L;
    private static final long DOC_TYPE = 0x4282;
    static final long SEGMENT = 0x18538067L;
    private static final long TRACKS = 0x1654AE6BL;
    private static final long TRACK = 0xAE;
    private static final long TRACK_TYPE = 0x83;
    private static final long VIDEO = 0xE0;
    private static final long PIXEL_WIDTH = 0xB0;
    private static final long PIXEL_HEIGHT = 0xBA;
    /** A video's settings are in a track, in the tracks, in the segment. */
    private static final int DEEPEST = 4;

    private static final int TYPE_VIDEO = 1;
    private static final int TYPE_AUDIO = 2;

    private final byte[] head;
    private String docType = "";
    private boolean showsPictures;
    private boolean sounds;
    private long width;
    private long height;

    private Matroska(byte[] head) {
        this.head = head;
        read(0, head.length, DEEPEST);
    }

    /** The container, if that is what begins so. */
    static Optional<Container> of(byte[] head) {
        if (head.length < 4 || Octets.u32(head, 0) != HEADER) {
            return Optional.empty();
        }
        Matroska file = new Matroska(head);
        boolean soundOnly = file.sounds && !file.showsPictures;
        return switch (file.docType) {
            case "webm" -> file.container(soundOnly ? "audio/webm" : "video/webm");
            case "matroska" -> file.container(soundOnly ? "audio/x-matroska" : "video/x-matroska");
            default -> Optional.empty();
        };
    }

    private Optional<Container> container(String type) {
        return Optional.of(Container.opaque(type, picture(), new MatroskaClock()));
    }

    private Optional<Picture> picture() {
        boolean known = width > 0 && height > 0 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
        return known ? Optional.of(new Picture((int) width, (int) height, Exif.UPRIGHT, true)) : Optional.empty();
    }

    /** Reads elements up to a place, or to the head's end; each has an identifier and a size of at least a byte. */
    private void read(int from, int to, int deeper) {
        int at = from;
        while (at < to) {
            int idLength = Integer.numberOfLeadingZeros(Octets.u8(head, at)) - 23;
            if (idLength > 4 || to - at <= idLength) {
                return;
            }
            long id = number(at, idLength);
            int first = at + idLength;
            int sizeLength = Integer.numberOfLeadingZeros(Octets.u8(head, first)) - 23;
            if (sizeLength > 8 || to - first < sizeLength) {
                return;
            }
            long size = number(first, sizeLength) & (1L << 7 * sizeLength) - 1;
            first += sizeLength;
            boolean unknown = size == (1L << 7 * sizeLength) - 1;
            int end = unknown || size > to - first ? to : first + (int) size;
            element(id, first, end, deeper);
            at = end;
        }
    }

    private void element(long id, int first, int end, int deeper) {
        if (id == HEADER || id == SEGMENT || id == TRACKS || id == TRACK || id == VIDEO) {
            if (deeper > 0) {
                read(first, end, deeper - 1);
            }
        } else if (id == DOC_TYPE) {
            docType = Octets.text(head, first, end - first).replace("\0", "");
        } else if (end - first <= 8) {
            value(id, number(first, end - first));
        }
    }

    private void value(long id, long value) {
        if (id == TRACK_TYPE) {
            showsPictures |= value == TYPE_VIDEO;
            sounds |= value == TYPE_AUDIO;
        } else if (id == PIXEL_WIDTH) {
            width = Math.max(width, value);
        } else if (id == PIXEL_HEIGHT) {
            height = Math.max(height, value);
        }
    }

    private long number(int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | Octets.u8(head, at + i);
        }
        return value;
    }
}
