package io.parley.infra.media.thumbnail;

import io.parley.infra.media.content.Picture;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Makes a thumbnail of an image, by ImageIO. Rows and columns between those that are needed are left out in decoding, so that what
 * is decoded is no larger than some four times the thumbnail's sides, whatever the image is.
 */
final class Decoder {

    /** Those that ImageIO decodes itself, and WebP by a plug-in. */
    private static final Set<String> DECODED = Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

    private static final int WINDOW = 1 << 20;
    private static final int SPARE = 2;
    private static final float QUALITY = 0.8f;

    private final ThumbnailProperties limits;

    Decoder(ThumbnailProperties limits) {
        this.limits = limits;
    }

    /** Whether it is worth trying. */
    boolean decodes(String contentType, Picture picture) {
        long most = picture.buffered() ? limits.maxBufferedPixels() : limits.maxPixels();
        return DECODED.contains(contentType) && (long) picture.width() * picture.height() <= most;
    }

    /** The thumbnail; nothing if nobody knows how to decode it. */
    Optional<Thumbnail> thumbnail(String contentType, Picture picture, InputStream bytes) throws IOException {
        try (ImageInputStream input = new WindowedInput(bytes, WINDOW)) {
            Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(contentType);
            if (!readers.hasNext()) {
                return Optional.empty();
            }
            ImageReader reader = readers.next();
            try {
                return Optional.of(encoded(decoded(reader, input), picture.orientation()));
            } finally {
                reader.dispose();
            }
        }
    }

    private BufferedImage decoded(ImageReader reader, ImageInputStream input) throws IOException {
        reader.setInput(input, true, true);
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if ((long) width * height > limits.maxPixels()) {
            throw new IOException("larger than was known");
        }
        int step = Math.max(1, Math.max(width, height) / (SPARE * Thumbnail.LONGER_SIDE));
        ImageReadParam parameters = reader.getDefaultReadParam();
        parameters.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, parameters);
    }

    private static Thumbnail encoded(BufferedImage image, int orientation) throws IOException {
        Raster raster = Raster.scaled(image, Thumbnail.LONGER_SIDE).turned(orientation);
        boolean opaque = raster.isOpaque();
        byte[] bytes = encoded(raster.image(), opaque ? "jpeg" : "png");
        return new Thumbnail(
                bytes, opaque ? "image/jpeg" : "image/png", raster.width(), raster.height(), BlurHash.of(raster));
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (format.equals("jpeg")) {
                parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                parameters.setCompressionQuality(QUALITY);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
