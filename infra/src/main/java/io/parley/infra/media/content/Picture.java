package io.parley.infra.media.content;

/**
 * What the headers of an image, or of a video, say of how it looks.
 *
 * @param width how many pixels are in a row of what is stored
 * @param height how many rows are stored
 * @param orientation how it is to be turned to be shown, as Exif counts it: 1 (not at all) to 8
 * @param buffered whether a decoder must hold all of it before it can give the first row
 */
public record Picture(int width, int height, int orientation, boolean buffered) {

    /** As many pixels as it is wide when it is shown. */
    public int shownWidth() {
        return isOnItsSide() ? height : width;
    }

    /** As many pixels as it is high when it is shown. */
    public int shownHeight() {
        return isOnItsSide() ? width : height;
    }

    /** Whether it is to be shown turned by a quarter. */
    public boolean isOnItsSide() {
        return orientation >= 5;
    }
}
