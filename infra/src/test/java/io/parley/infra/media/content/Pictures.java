package io.parley.infra.media.content;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Images made here, and metadata such as cameras put into them. */
final class Pictures {

    /** Stands wherever an image says where it was taken. */
    static final String PLACE = "GPS 48.2082N 16.3738E";

    private Pictures() {}

    /** Dark above, red on the left, blue on the right. */
    static BufferedImage drawn(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.setColor(Color.DARK_GRAY);
        graphics.fillRect(0, 0, width, height / 4);
        graphics.dispose();
        return image;
    }

    static byte[] jpeg(int width, int height) {
        return encoded("jpeg", drawn(width, height), false);
    }

    static byte[] progressiveJpeg(int width, int height) {
        return encoded("jpeg", drawn(width, height), true);
    }

    static byte[] png(int width, int height) {
        return encoded("png", drawn(width, height), false);
    }

    static byte[] gif(int width, int height) {
        return encoded("gif", drawn(width, height), false);
    }

    /** One that does not compress. */
    static byte[] noisy(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return encoded(format, image, false);
    }

    /** A JPEG as a telephone writes it: Exif with place and orientation, XMP, IPTC, a comment, and something behind its end. */
    static byte[] photo(int width, int height, int orientation) {
        byte[] metadata = Bytes.join(
                segment(0xE1, Bytes.join(Bytes.text("Exif\0\0"), exif(orientation))),
                segment(0xE1, Bytes.text("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + PLACE + "</x:xmpmeta>")),
                segment(0xED, Bytes.text("Photoshop 3.0\0" + PLACE)),
                segment(0xFE, Bytes.text(PLACE)));
        return Bytes.join(Bytes.insert(jpeg(width, height), 2, metadata), Bytes.text("MotionPhoto_Data" + PLACE));
    }

    static byte[] segment(int marker, byte[] content) {
        return Bytes.join(Bytes.of(0xFF, marker), Bytes.be(content.length + 2, 2), content);
    }

    /** TIFF structure with an orientation and a directory of a place, in little-endian order. */
    static byte[] exif(int orientation) {
        int placeAt = 8 + 2 + 2 * 12 + 4;
        int textAt = placeAt + 2 + 12 + 4;
        return new Bytes()
                .add(Bytes.text("II*\0"))
                .add(Bytes.le(8, 4))
                .add(Bytes.le(2, 2))
                .add(entry(0x0112, 3, 1, orientation))
                .add(entry(0x8825, 4, 1, placeAt))
                .add(Bytes.le(0, 4))
                .add(Bytes.le(1, 2))
                .add(entry(0x001C, 2, PLACE.length(), textAt))
                .add(Bytes.le(0, 4))
                .add(Bytes.text(PLACE))
                .done();
    }

    private static byte[] entry(int tag, int type, int count, int value) {
        return Bytes.join(Bytes.le(tag, 2), Bytes.le(type, 2), Bytes.le(count, 4), Bytes.le(value, 4));
    }

    /** A PNG with Exif, texts and a time before its data, and another text behind. */
    static byte[] taggedPng(int width, int height, int orientation) {
        byte[] png = png(width, height);
        byte[] text = chunk("tEXt", Bytes.text("Comment\0" + PLACE));
        byte[] before = Bytes.join(
                chunk("eXIf", exif(orientation)),
                text,
                chunk("iTXt", Bytes.text("XML:com.adobe.xmp\0\0\0\0\0" + PLACE)),
                chunk("zTXt", Bytes.text("Location\0\0" + PLACE)),
                chunk("tIME", Bytes.of(7, 0xEA, 1, 1, 1, 1, 1)),
                chunk("pHYs", Bytes.of(0, 0, 11, 19, 0, 0, 11, 19, 1)),
                chunk("prVt", Bytes.text(PLACE)));
        byte[] front = Bytes.insert(png, 33, before);
        return Bytes.insert(front, front.length - 12, text);
    }

    static byte[] chunk(String type, byte[] content) {
        byte[] body = Bytes.join(Bytes.text(type), content);
        CRC32 checksum = new CRC32();
        checksum.update(body);
        return Bytes.join(Bytes.be(content.length, 4), body, Bytes.be(checksum.getValue(), 4));
    }

    /** A GIF with a comment, XMP and a loop. */
    static byte[] taggedGif(int width, int height) {
        byte[] gif = gif(width, height);
        int table = (gif[10] & 0x80) == 0 ? 0 : 3 << (gif[10] & 7) + 1;
        byte[] comment = Bytes.text(PLACE);
        byte[] xmp = Bytes.text("<x:xmpmeta>" + PLACE + "</x:xmpmeta>");
        byte[] trailer = new byte[257];
        for (int i = 0; i < 256; i++) {
            trailer[i] = (byte) (255 - i);
        }
        return Bytes.insert(
                gif,
                13 + table,
                Bytes.join(
                        Bytes.of(0x21, 0xFE, comment.length),
                        comment,
                        Bytes.of(0, 0x21, 0xFF, 11),
                        Bytes.text("XMP DataXMP"),
                        xmp,
                        Bytes.of(1),
                        trailer,
                        Bytes.of(0x21, 0xFF, 11),
                        Bytes.text("NETSCAPE2.0"),
                        Bytes.of(3, 1, 0, 0, 0)));
    }

    /** The pixels, as anybody decodes them. */
    static int[] pixels(byte[] image) {
        BufferedImage decoded = decoded(image);
        return decoded.getRGB(0, 0, decoded.getWidth(), decoded.getHeight(), null, 0, decoded.getWidth());
    }

    static BufferedImage decoded(byte[] image) {
        try {
            BufferedImage decoded = ImageIO.read(new ByteArrayInputStream(image));
            if (decoded == null) {
                throw new AssertionError("no image");
            }
            return decoded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] encoded(String format, BufferedImage image, boolean progressive) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            if (progressive) {
                parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** The same bytes without their last ones. */
    static byte[] without(byte[] image, int last) {
        return Arrays.copyOf(image, image.length - last);
    }
}
