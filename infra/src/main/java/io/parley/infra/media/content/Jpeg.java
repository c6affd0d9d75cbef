package io.parley.infra.media.content;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * JPEG (ITU T.81, annex B): segments behind markers, and entropy-coded data between them. Of the application segments only those
 * that change how the image looks are stored: JFIF (ITU T.871), the colour profile (ICC.1, annex B.4) and Adobe's transform
 * (ITU T.872). Exif becomes an Exif of the orientation alone.
 */
final class Jpeg implements Container {

    private static final String EXIF = "Exif\0\0";
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;

    private final Output out;
    private final PixelLimit limit;
    private final Behind behind = new Behind();
    private int orientation = Exif.UPRIGHT;
    private boolean exifSeen;
    private boolean scanned;
    private @Nullable Picture frame;

    Jpeg(Output out, PixelLimit limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public Step begin() {
        return Step.take(2, start -> {
            out.write(start);
            return nextMarker();
        });
    }

    private Step nextMarker() {
        return Step.take(2, marker -> {
            require(marker[0] == (byte) 0xFF);
            return afterFill(marker[1] & 0xFF);
        });
    }

    /** A marker may have any number of FF before it (B.1.1.2). */
    private Step afterFill(int code) {
        if (code == 0xFF) {
            out.write(0xFF);
            return Step.take(1, next -> afterFill(next[0] & 0xFF));
        }
        return marker(code);
    }

    private Step marker(int code) {
        if (code == EOI) {
            require(scanned);
            writeMarker(code);
            return behind;
        }
        require(code >= 0xC0 && code != SOI && !(code >= 0xD0 && code <= 0xD7));
        return Step.take(2, length -> segment(code, Octets.u16(length, 0)));
    }

    private Step segment(int code, int length) {
        require(length >= 2);
        return Step.take(length - 2, content -> {
            if (isKept(code, content)) {
                writeMarker(code);
                out.write(length >> 8);
                out.write(length);
                out.write(content);
            }
            return after(code, content);
        });
    }

    private Step after(int code, byte[] content) {
        if (code == APP1 && !exifSeen && Octets.has(content, 0, EXIF)) {
            exifSeen = true;
            orientation = Exif.orientation(content, EXIF.length());
            writeOrientation();
        } else if (isFrame(code)) {
            readFrame(code, content);
        } else if (code == SOS) {
            require(frame != null);
            scanned = true;
            return Step.passToMarker(this::marker);
        }
        return nextMarker();
    }

    private static boolean isKept(int code, byte[] content) {
        return switch (code) {
            case APP0 -> Octets.has(content, 0, "JFIF\0");
            case APP2 -> Octets.has(content, 0, "ICC_PROFILE\0");
            case APP14 -> Octets.has(content, 0, "Adobe");
            default -> code < APP0; // the rest are other applications' segments, extensions and comments
        };
    }

    private void writeOrientation() {
        if (orientation != Exif.UPRIGHT) {
            writeMarker(APP1);
            int length = 2 + EXIF.length() + Exif.MINIMAL_SIZE;
            out.write(length >> 8);
            out.write(length);
            out.write(Octets.of(EXIF));
            out.write(Exif.minimal(orientation));
        }
    }

    /** Tables of Huffman and arithmetic codes are among the codes of frames, and one is reserved (B.1.1.3). */
    private static boolean isFrame(int code) {
        return code >= 0xC0 && code <= 0xCF && code != 0xC4 && code != 0xC8 && code != 0xCC;
    }

    private void readFrame(int code, byte[] content) {
        require(frame == null && content.length >= 6);
        int height = Octets.u16(content, 1);
        int width = Octets.u16(content, 3);
        limit.check(width, height, name());
        boolean sequential = code == 0xC0 || code == 0xC1;
        frame = new Picture(width, height, Exif.UPRIGHT, !sequential);
    }

    private void writeMarker(int code) {
        out.write(0xFF);
        out.write(code);
    }

    @Override
    public void end() {
        behind.check();
    }

    @Override
    public Optional<Picture> picture() {
        return Optional.ofNullable(frame)
                .map(read -> new Picture(read.width(), read.height(), orientation, read.buffered()));
    }

    @Override
    public String contentType() {
        return "image/jpeg";
    }

    @Override
    public String name() {
        return "JPEG";
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw Refusals.malformed("JPEG");
        }
    }
}
