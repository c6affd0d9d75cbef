package io.parley.infra.backup;

import io.parley.contract.media.MediaObjectId;
import java.util.List;

/** The list of the objects in a backup of media: one line for each. A file format. */
final class MediaList {

    /** Its rows come from the store of media, not from a table. */
    static final Table TABLE = new Table("media.object", "", List.of("object_id", "size", "sha256"));

    private MediaList() {}

    /**
     * A line.
     *
     * @param size how many bytes the object has
     * @param sha256 of these
     */
    record Line(MediaObjectId id, long size, String sha256) {

        /**
         * Reads what {@link #toString} writes.
         *
         * @throws IllegalArgumentException if it is something else
         */
        static Line of(String text) {
            String[] fields = text.split("\t", -1);
            if (fields.length != 3) {
                throw new IllegalArgumentException("not a line of the list of objects");
            }
            return new Line(new MediaObjectId(fields[0]), Long.parseLong(fields[1]), fields[2]);
        }

        @Override
        public String toString() {
            return id + "\t" + size + "\t" + sha256;
        }
    }
}
