package io.parley.infra.media.content;

/**
 * Some bytes of a file that are metadata.
 *
 * @param first the first one's index
 * @param end the index behind the last one
 * @param exif whether Exif begins there
 */
record Span(long first, long end, boolean exif) {

    /** What is stored in their place, before zeros to their end. */
    byte[] front() {
        return exif && end - first >= Exif.ITEM_SIZE ? Exif.emptyItem() : new byte[0];
    }
}
