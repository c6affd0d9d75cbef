package io.parley.infra.media.content;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * WebP (RFC 9649): chunks in a RIFF. Metadata stand behind the image, while the size of the whole and the flags that announce
 * them stand before it and have gone by then. So each chunk keeps its place and its length:
 *
 * <ul>
 *   <li>{@code EXIF}, where announced, becomes an Exif of the orientation alone, and zeros to its end; the flag stays true
 *   <li>whatever else is no part of the image, XMP too, becomes a chunk of zeros under a name that nobody knows, which readers
 *       ignore (2.7.1.6); the flag for XMP is cleared, whether or not one follows
 * </ul>
 */
final class Webp implements Container {

    private static final Set<String> KEPT = Set.of("VP8 ", "VP8L", "ALPH", "ANIM", "ANMF", "ICCP");
    private static final String PADDING = "JUNK";
    private static final int RIFF_HEADER = 8;
    private static final int CHUNK_HEADER = 8;
    private static final int EXIF_FLAG = 0x08;
    private static final int XMP_FLAG = 0x04;
    private static final int LARGEST_EXIF = 64 << 10;

    private final Output out;
    private final PixelLimit limit;
    private final Behind behind = new Behind();
    private long end;
    private boolean exifAnnounced;
    private boolean imageSeen;
    private int orientation = Exif.UPRIGHT;
    private @Nullable Picture canvas;

    Webp(Output out, PixelLimit limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public Step begin() {
        return Step.take(RIFF_HEADER + 4, start -> {
            end = Octets.u32le(start, 4) + RIFF_HEADER;
            out.write(start);
            return nextChunk();
        });
    }

    /** What is stored is as long as what came, so that the place in the one is the place in the other. */
    private Step nextChunk() {
        if (out.written() >= end) {
            require(out.written() == end && imageSeen);
            return behind;
        }
        return Step.take(CHUNK_HEADER, header -> {
            long length = Octets.u32le(header, 4);
            long padded = length + (length & 1);
            require(out.written() + CHUNK_HEADER + padded <= end);
            return chunk(header, Octets.name(header, 0), length, padded);
        });
    }

    private Step chunk(byte[] header, String type, long length, long padded) {
        if (type.equals("VP8X")) {
            require(length == 10 && canvas == null);
            return Step.take(10, content -> extended(header, content));
        }
        if (type.equals("EXIF") && exifAnnounced && length >= Exif.MINIMAL_SIZE && length <= LARGEST_EXIF) {
            return Step.take((int) padded, content -> exif(header, content));
        }
        if (!KEPT.contains(type)) {
            System.arraycopy(Octets.of(PADDING), 0, header, 0, 4);
            out.write(header);
            return Step.blank(padded, this::nextChunk);
        }
        out.write(header);
        return switch (type) {
            case "VP8 " -> image(padded, 10, Webp::lossySize);
            case "VP8L" -> image(padded, 5, Webp::losslessSize);
            case "ANMF" ->
                image(padded, 12, frame -> new int[] {Octets.u24le(frame, 6) + 1, Octets.u24le(frame, 9) + 1});
            default -> Step.pass(padded, this::nextChunk);
        };
    }

    private Step extended(byte[] header, byte[] content) {
        exifAnnounced = (content[0] & EXIF_FLAG) != 0;
        content[0] = (byte) (content[0] & ~XMP_FLAG);
        setCanvas(new int[] {Octets.u24le(content, 4) + 1, Octets.u24le(content, 7) + 1});
        out.write(header);
        out.write(content);
        return nextChunk();
    }

    private Step exif(byte[] header, byte[] content) {
        int prefix = Octets.has(content, 0, "Exif\0\0") ? 6 : 0;
        int found = Exif.orientation(content, prefix);
        orientation = orientation == Exif.UPRIGHT ? found : orientation;
        Arrays.fill(content, (byte) 0);
        System.arraycopy(Exif.minimal(found), 0, content, 0, Exif.MINIMAL_SIZE);
        out.write(header);
        out.write(content);
        return nextChunk();
    }

    private interface SizeReader {
        int[] read(byte[] start);
    }

    private Step image(long length, int needed, SizeReader reader) {
        require(length >= needed);
        return Step.take(needed, start -> {
            setCanvas(reader.read(start));
            imageSeen = true;
            out.write(start);
            return Step.pass(length - needed, this::nextChunk);
        });
    }

    /** The first size is that of the whole; those of its parts are only held against the limit. */
    private void setCanvas(int[] size) {
        limit.check(size[0], size[1], name());
        if (canvas == null) {
            canvas = new Picture(size[0], size[1], Exif.UPRIGHT, true);
        }
    }

    /** A key frame's tag, its start code and two sizes of 14 bits (RFC 6386, 9.1). */
    private static int[] lossySize(byte[] start) {
        require(start[3] == (byte) 0x9D && start[4] == 0x01 && start[5] == 0x2A);
        return new int[] {Octets.u16le(start, 6) & 0x3FFF, Octets.u16le(start, 8) & 0x3FFF};
    }

    /** A signature and two sizes of 14 bits, less one (RFC 9649, 3.4). */
    private static int[] losslessSize(byte[] start) {
        require(start[0] == 0x2F);
        long bits = Octets.u32le(start, 1);
        return new int[] {(int) (bits & 0x3FFF) + 1, (int) (bits >> 14 & 0x3FFF) + 1};
    }

    @Override
    public void end() {
        behind.check();
    }

    @Override
    public Optional<Picture> picture() {
        return Optional.ofNullable(canvas)
                .map(read -> new Picture(read.width(), read.height(), orientation, read.buffered()));
    }

    @Override
    public String contentType() {
        return "image/webp";
    }

    @Override
    public String name() {
        return "WebP";
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw Refusals.malformed("WebP");
        }
    }
}
