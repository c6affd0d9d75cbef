package io.parley.infra.media.content;

import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * PNG (W3C, Portable Network Graphics, third edition): chunks of a length, a type, data and a checksum. Stored are the critical
 * ones and those that change how the image looks; texts, times, and what others have put in (an upper-case second letter is
 * the standard's, a lower-case one anybody's) are not. {@code eXIf} becomes one of the orientation alone.
 */
final class Png implements Container {

    private static final Set<String> KEPT = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI",
            "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT");

    private static final int HEADER_SIZE = 13;
    private static final int CHECKSUM = 4;
    private static final int LARGEST_EXIF = 64 << 10;

    private final Output out;
    private final PixelLimit limit;
    private final Behind behind = new Behind();
    private int orientation = Exif.UPRIGHT;
    private boolean dataSeen;
    private @Nullable Picture header;

    Png(Output out, PixelLimit limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public Step begin() {
        return Step.take(8, signature -> {
            out.write(signature);
            return nextChunk();
        });
    }

    private Step nextChunk() {
        return Step.take(8, start -> {
            long length = Octets.u32(start, 0);
            String type = Octets.name(start, 4);
            require(length <= Integer.MAX_VALUE && (header == null) == type.equals("IHDR"));
            return chunk(start, length, type);
        });
    }

    private Step chunk(byte[] start, long length, String type) {
        if (type.equals("eXIf") && length <= LARGEST_EXIF) {
            return Step.take((int) length + CHECKSUM, this::exif);
        }
        if (!KEPT.contains(type)) {
            require(Character.isLowerCase(type.charAt(0))); // else no decoder could do without it
            return Step.drop(length + CHECKSUM, this::nextChunk);
        }
        out.write(start);
        if (type.equals("IHDR")) {
            require(length == HEADER_SIZE);
            return Step.take(HEADER_SIZE + CHECKSUM, this::header);
        }
        dataSeen |= type.equals("IDAT");
        return Step.pass(length + CHECKSUM, type.equals("IEND") ? this::whole : this::nextChunk);
    }

    private Step header(byte[] content) {
        long width = Octets.u32(content, 0);
        long height = Octets.u32(content, 4);
        limit.check(width, height, name());
        header = new Picture((int) width, (int) height, Exif.UPRIGHT, false);
        out.write(content);
        return nextChunk();
    }

    private Step exif(byte[] content) {
        if (orientation == Exif.UPRIGHT) {
            orientation = Exif.orientation(content, 0);
            if (orientation != Exif.UPRIGHT) {
                writeChunk("eXIf", Exif.minimal(orientation));
            }
        }
        return nextChunk();
    }

    private void writeChunk(String type, byte[] content) {
        CRC32 checksum = new CRC32();
        checksum.update(Octets.of(type));
        checksum.update(content);
        writeU32(content.length);
        out.write(Octets.of(type));
        out.write(content);
        writeU32(checksum.getValue());
    }

    private void writeU32(long value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write((int) (value >> shift));
        }
    }

    private Step whole() {
        require(dataSeen);
        return behind;
    }

    @Override
    public void end() {
        behind.check();
    }

    @Override
    public Optional<Picture> picture() {
        return Optional.ofNullable(header)
                .map(read -> new Picture(read.width(), read.height(), orientation, read.buffered()));
    }

    @Override
    public String contentType() {
        return "image/png";
    }

    @Override
    public String name() {
        return "PNG";
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw Refusals.malformed("PNG");
        }
    }
}
