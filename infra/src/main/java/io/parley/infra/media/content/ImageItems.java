package io.parley.infra.media.content;

import io.parley.infra.media.content.ItemBoxes.Box;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the {@code meta} box of a HEIC or AVIF says (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6): which items are metadata, where
 * their bytes lie, and how large the image is. Orientation is a property of the image here, not Exif's affair (6.5.10), so that
 * nothing of Exif is needed.
 */
final class ImageItems {

    private static final String EXIF = "Exif";
    private static final Set<String> METADATA = Set.of(EXIF, "mime", "uri ");
    private static final int IN_FILE = 0;
    private static final int IN_BOX = 1;
    private static final int SIXTEEN_BIT_ITEMS = 2;

    private final byte[] bytes;
    private final List<Box> boxes;
    private final Map<Long, String> metadata = new HashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private long width;
    private long height;
    private boolean onItsSide;

    /**
     * Reads one, and overwrites the metadata that lie within it.
     *
     * @param bytes what is in the box, behind its size and type
     */
    ImageItems(byte[] bytes) {
        this.bytes = bytes;
        ItemBoxes.require(bytes.length >= 4);
        this.boxes = ItemBoxes.in(bytes, 4, bytes.length);
        ItemBoxes.each(boxes, "iinf", this::readItems);
        ItemBoxes.each(boxes, "iloc", this::readLocations);
        ItemBoxes.each(boxes, "iprp", this::readProperties);
        ItemBoxes.each(boxes, "xml ", this::blank);
        ItemBoxes.each(boxes, "bxml", this::blank);
    }

    /** Where in the file metadata lie, in their order. */
    List<Span> spans() {
        return spans.stream()
                .sorted((a, b) -> Long.compare(a.first(), b.first()))
                .toList();
    }

    /** How the image looks: the largest of those in the file, of which the others are tiles and previews. */
    Picture picture(PixelLimit limit, String format) {
        limit.check(width, height, format);
        // turned by a quarter: 6 stands for both directions, for nobody here turns it
        return new Picture((int) width, (int) height, onItsSide ? 6 : Exif.UPRIGHT, true);
    }

    private void blank(Box box) {
        Arrays.fill(bytes, box.first(), box.end(), (byte) 0);
    }

    /** ISO/IEC 14496-12, 8.11.6. */
    private void readItems(Box box) {
        ItemBoxes.require(box.left(box.first()) >= 8);
        int entries = box.first() + (bytes[box.first()] == 0 ? 6 : 8);
        for (Box entry : ItemBoxes.in(bytes, entries, box.end())) {
            if (entry.type().equals("infe")) {
                readItem(entry);
            }
        }
    }

    private void readItem(Box entry) {
        ItemBoxes.require(entry.left(entry.first()) >= 12);
        int version = bytes[entry.first()];
        ItemBoxes.require(version == 2 || version == 3); // images have no others (ISO/IEC 23008-12, 6.2)
        int id = entry.first() + 4;
        int type = id + (version == SIXTEEN_BIT_ITEMS ? 2 : 4) + 2;
        ItemBoxes.require(entry.left(type) >= 4);
        String name = Octets.name(bytes, type);
        if (METADATA.contains(name)) {
            metadata.put(version == SIXTEEN_BIT_ITEMS ? Octets.u16(bytes, id) : Octets.u32(bytes, id), name);
        }
    }

    /** ISO/IEC 14496-12, 8.11.3. */
    private void readLocations(Box box) {
        Fields fields = new Fields(box.first(), box.end());
        int version = (int) fields.next(1);
        fields.next(3);
        int sizes = (int) fields.next(2);
        int offsetSize = sizes >> 12;
        int lengthSize = sizes >> 8 & 15;
        int baseSize = sizes >> 4 & 15;
        int indexSize = version == 0 ? 0 : sizes & 15;
        int wide = version == 2 ? 4 : 2;
        long count = fields.next(wide);
        for (long i = 0; i < count; i++) {
            long id = fields.next(wide);
            int method = version == 0 ? IN_FILE : (int) fields.next(2) & 15;
            fields.next(2);
            long base = fields.next(baseSize);
            long extents = fields.next(2);
            // numbers of no bytes would let a few bytes announce billions of extents
            ItemBoxes.require(indexSize + offsetSize + lengthSize > 0 || extents <= 1);
            for (long j = 0; j < extents; j++) {
                fields.next(indexSize);
                long first = sum(base, fields.next(offsetSize));
                locate(id, method, first, fields.next(lengthSize), j == 0);
            }
        }
    }

    private static long sum(long base, long offset) {
        ItemBoxes.require(base >= 0 && offset >= 0 && base + offset >= 0);
        return base + offset;
    }

    private void locate(long id, int method, long first, long length, boolean begins) {
        String type = metadata.get(id);
        if (type == null) {
            return;
        }
        if (length < 1 || first > Long.MAX_VALUE - length) {
            throw Refusals.cannotBeStripped("image");
        }
        Span span = new Span(first, first + length, begins && type.equals(EXIF));
        switch (method) {
            case IN_FILE -> spans.add(span);
            case IN_BOX -> replaceInBox(span);
            default -> throw Refusals.cannotBeStripped("image");
        }
    }

    private void replaceInBox(Span span) {
        Optional<Box> data =
                boxes.stream().filter(box -> box.type().equals("idat")).findFirst();
        ItemBoxes.require(data.isPresent());
        int start = data.get().first();
        ItemBoxes.require(span.end() <= data.get().left(start));
        byte[] front = span.front();
        int from = start + (int) span.first();
        Arrays.fill(bytes, from, start + (int) span.end(), (byte) 0);
        System.arraycopy(front, 0, bytes, from, front.length);
    }

    private void readProperties(Box properties) {
        List<Box> parts = ItemBoxes.in(bytes, properties.first(), properties.end());
        ItemBoxes.each(parts, "ipco", container -> {
            List<Box> all = ItemBoxes.in(bytes, container.first(), container.end());
            ItemBoxes.each(all, "ispe", this::readSize);
            ItemBoxes.each(all, "irot", box -> onItsSide |= box.left(box.first()) > 0 && (bytes[box.first()] & 1) != 0);
        });
    }

    private void readSize(Box box) {
        ItemBoxes.require(box.left(box.first()) >= 12);
        long itsWidth = Octets.u32(bytes, box.first() + 4);
        long itsHeight = Octets.u32(bytes, box.first() + 8);
        // sizes of 32 bits each: their product may be beyond a long's sign, but not beyond 2^64
        if (Long.compareUnsigned(itsWidth * itsHeight, width * height) > 0) {
            width = itsWidth;
            height = itsHeight;
        }
    }

    /** Reads numbers of any width, one behind the other, and none beyond the end. */
    private final class Fields {

        private final int end;
        private int at;

        Fields(int at, int end) {
            this.at = at;
            this.end = end;
        }

        long next(int size) {
            ItemBoxes.require(size <= 8 && end - at >= size);
            long value = 0;
            for (int i = 0; i < size; i++) {
                value = value << 8 | Octets.u8(bytes, at++);
            }
            return value;
        }
    }
}
