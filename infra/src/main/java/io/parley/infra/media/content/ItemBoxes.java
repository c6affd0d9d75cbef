package io.parley.infra.media.content;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Boxes within a box that is in memory: each has a size and a type (ISO/IEC 14496-12, 4.2). */
final class ItemBoxes {

    /**
     * A box.
     *
     * @param type its type
     * @param first where its content begins, behind size and type
     * @param end where it ends
     */
    record Box(String type, int first, int end) {

        /** How many bytes are in it from a place on. */
        int left(int at) {
            return end - at;
        }
    }

    private ItemBoxes() {}

    /** Those between two places, which they fill. */
    static List<Box> in(byte[] bytes, int first, int end) {
        List<Box> boxes = new ArrayList<>();
        int at = first;
        while (at < end) {
            require(end - at >= 8);
            long size = Octets.u32(bytes, at);
            require(size >= 8 && size <= end - at);
            boxes.add(new Box(Octets.name(bytes, at + 4), at + 8, at + (int) size));
            at += (int) size;
        }
        return boxes;
    }

    /** Those of a type. */
    static void each(List<Box> boxes, String type, Consumer<Box> use) {
        boxes.stream().filter(box -> box.type().equals(type)).forEach(use);
    }

    static void require(boolean wellFormed) {
        if (!wellFormed) {
            throw Refusals.malformed("file of the ISO base media format");
        }
    }
}
