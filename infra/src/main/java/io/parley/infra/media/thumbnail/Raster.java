package io.parley.infra.media.thumbnail;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/**
 * The pixels of a small image.
 *
 * @param width how many are in a row
 * @param height how many rows there are
 * @param argb the pixels, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Raster(int width, int height, int[] argb) {

    private static final int OPAQUE = 0xFF;

    /** An image scaled down until neither side is longer than it may be; never up. */
    static Raster scaled(BufferedImage image, int longerSide) {
        double factor = Math.min(1, (double) longerSide / Math.max(image.getWidth(), image.getHeight()));
        int width = (int) Math.max(1, Math.round(image.getWidth() * factor));
        int height = (int) Math.max(1, Math.round(image.getHeight() * factor));
        BufferedImage result = image;
        // by halves first: one step would look at four pixels for each and leave out those between
        while (result.getWidth() >= 2 * width && result.getHeight() >= 2 * height) {
            result = drawn(result, result.getWidth() / 2, result.getHeight() / 2);
        }
        result = drawn(result, width, height);
        return new Raster(width, height, result.getRGB(0, 0, width, height, null, 0, width));
    }

    private static BufferedImage drawn(BufferedImage image, int width, int height) {
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = result.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return result;
    }

    /** The image as it is shown that is stored with an orientation, as Exif counts them (Exif 2.32, 4.6.4 A). */
    Raster turned(int orientation) {
        boolean onItsSide = orientation >= 5;
        int newWidth = onItsSide ? height : width;
        int[] turned = new int[argb.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                turned[place(orientation, x, y, newWidth)] = argb[y * width + x];
            }
        }
        return new Raster(newWidth, onItsSide ? width : height, turned);
    }

    private int place(int orientation, int x, int y, int newWidth) {
        int right = width - 1 - x;
        int below = height - 1 - y;
        return switch (orientation) {
            case 2 -> y * newWidth + right;
            case 3 -> below * newWidth + right;
            case 4 -> below * newWidth + x;
            case 5 -> x * newWidth + y;
            case 6 -> x * newWidth + below;
            case 7 -> right * newWidth + below;
            case 8 -> right * newWidth + y;
            default -> y * newWidth + x;
        };
    }

    /** Whether nothing shines through. */
    boolean isOpaque() {
        for (int pixel : argb) {
            if (pixel >>> 24 != OPAQUE) {
                return false;
            }
        }
        return true;
    }

    /** An image of it. */
    BufferedImage image() {
        int type = isOpaque() ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
        BufferedImage image = new BufferedImage(width, height, type);
        image.setRGB(0, 0, width, height, argb, 0, width);
        return image;
    }
}
