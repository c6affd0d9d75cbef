package io.parley.infra.media.content;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * GIF (CompuServe, Graphics Interchange Format, version 89a): blocks behind a screen's description. Comments are not stored, and
 * of what applications have put in only loops and the colour profile are: XMP is another (XMP specification, part 3, 1.1.2).
 */
final class Gif implements Container {

    private static final int EXTENSION = 0x21;
    private static final int IMAGE = 0x2C;
    private static final int TRAILER = 0x3B;
    private static final int PLAIN_TEXT = 0x01;
    private static final int CONTROL = 0xF9;
    private static final int APPLICATION = 0xFF;
    private static final int APPLICATION_NAME = 11;

    private final Output out;
    private final PixelLimit limit;
    private final Behind behind = new Behind();
    private boolean imageSeen;
    private @Nullable Picture screen;

    Gif(Output out, PixelLimit limit) {
        this.out = out;
        this.limit = limit;
    }

    @Override
    public Step begin() {
        return Step.take(13, start -> {
            int width = Octets.u16le(start, 6);
            int height = Octets.u16le(start, 8);
            limit.check(width, height, name());
            screen = new Picture(width, height, Exif.UPRIGHT, false);
            out.write(start);
            return Step.pass(tableSize(start[10]), this::nextBlock);
        });
    }

    /** How many bytes the table of colours has that the flags announce. */
    private static int tableSize(byte flags) {
        return (flags & 0x80) == 0 ? 0 : 3 << (flags & 7) + 1;
    }

    private Step nextBlock() {
        return Step.take(1, introducer -> switch (introducer[0] & 0xFF) {
            case EXTENSION -> Step.take(1, label -> extension(label[0] & 0xFF));
            case IMAGE -> Step.take(9, this::image);
            case TRAILER -> whole();
            default -> throw Refusals.malformed(name());
        });
    }

    private Step image(byte[] description) {
        limit.check(Octets.u16le(description, 4), Octets.u16le(description, 6), name());
        imageSeen = true;
        out.write(IMAGE);
        out.write(description);
        int codeSize = 1;
        return Step.pass(tableSize(description[8]) + codeSize, () -> passBlocks(this::nextBlock));
    }

    private Step extension(int label) {
        return switch (label) {
            case CONTROL, PLAIN_TEXT -> {
                out.write(EXTENSION);
                out.write(label);
                yield passBlocks(this::nextBlock);
            }
            case APPLICATION -> Step.take(1, this::application);
            default -> dropBlocks();
        };
    }

    private Step application(byte[] size) {
        require(size[0] == APPLICATION_NAME);
        return Step.take(APPLICATION_NAME, name -> {
            String application = Octets.text(name, 0, APPLICATION_NAME);
            if (!application.equals("NETSCAPE2.0")
                    && !application.equals("ANIMEXTS1.0")
                    && !application.equals("ICCRGBG1012")) {
                return dropBlocks();
            }
            out.write(EXTENSION);
            out.write(APPLICATION);
            out.write(size);
            out.write(name);
            return passBlocks(this::nextBlock);
        });
    }

    /** Blocks of up to 255 bytes, each behind its size; one of size 0 is the last. */
    private Step passBlocks(Supplier<Step> then) {
        return Step.take(1, size -> {
            out.write(size);
            return size[0] == 0 ? then.get() : Step.pass(size[0] & 0xFF, () -> passBlocks(then));
        });
    }

    private Step dropBlocks() {
        return Step.take(1, size -> size[0] == 0 ? nextBlock() : Step.drop(size[0] & 0xFF, this::dropBlocks));
    }

    private Step whole() {
        require(imageSeen);
        out.write(TRAILER);
        return behind;
    }

    @Override
    public void end() {
        behind.check();
    }

    @Override
    public Optional<Picture> picture() {
        return Optional.ofNullable(screen);
    }

    @Override
    public String contentType() {
        return "image/gif";
    }

    @Override
    public String name() {
        return "GIF";
    }

    private static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw Refusals.malformed("GIF");
        }
    }
}
