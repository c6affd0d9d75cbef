package io.parley.infra.media.content;

import java.nio.charset.StandardCharsets;

/** Containers of films, sounds and coded images, as far as their structure goes: there is nothing in them to be seen or heard. */
final class Films {

    static final String XMP_TYPE =
            "\u00be\u007a\u00cf\u00cb\u0097\u00a9\u0042\u00e8\u009c\u0071\u0099\u0094\u0091\u00e3\u00af\u00ac";

    private Films() {}

    static byte[] box(String type, byte[]... contents) {
        byte[] content = Bytes.join(contents);
        return Bytes.join(Bytes.be(content.length + 8, 4), Bytes.text(type), content);
    }

    static byte[] fullBox(String type, int version, byte[]... contents) {
        return box(type, Bytes.be((long) version << 24, 4), Bytes.join(contents));
    }

    static byte[] brands(String major, String... compatible) {
        return box("ftyp", Bytes.text(major), Bytes.be(0, 4), Bytes.text(String.join("", compatible)));
    }

    /** A film that says where it was taken in each of the ways there are. */
    static byte[] film(String major, boolean movieFirst) {
        byte[] movie = movie(track("vide", 640, 360, true), track("soun", 0, 0, false));
        byte[] data = box("mdat", new byte[3_000]);
        byte[] xmp = box("uuid", Bytes.text(XMP_TYPE), Bytes.text(Pictures.PLACE));
        byte[] rest = movieFirst ? Bytes.join(movie, data) : Bytes.join(data, movie);
        return Bytes.join(brands(major, "isom"), box("free"), rest, xmp);
    }

    static byte[] sound(String major) {
        return Bytes.join(brands(major, "mp42"), movie(track("soun", 0, 0, false)), box("mdat", new byte[500]));
    }

    private static byte[] movie(byte[]... tracks) {
        byte[] keyed = box(
                "meta",
                fullBox("hdlr", 0, Bytes.be(0, 4), Bytes.text("mdta"), new byte[13]),
                fullBox("keys", 0, Bytes.be(1, 4), box("mdta", Bytes.text("com.apple.quicktime.location.ISO6709"))),
                box("ilst", box("\0\0\0\1", box("data", Bytes.text(Pictures.PLACE)))));
        byte[] tags = fullBox(
                "meta",
                0,
                fullBox("hdlr", 0, Bytes.be(0, 4), Bytes.text("mdir"), new byte[13]),
                box(
                        "ilst",
                        box("\u00a9nam", box("data", Bytes.text("A title"))),
                        box("\u00a9xyz", box("data", Bytes.text(Pictures.PLACE)))));
        byte[] userData = box(
                "udta", box("\u00a9xyz", Bytes.text(Pictures.PLACE)), box("loci", Bytes.text(Pictures.PLACE)), tags);
        return box("moov", fullBox("mvhd", 0, new byte[96]), Bytes.join(tracks), keyed, userData);
    }

    private static byte[] track(String handler, int width, int height, boolean turned) {
        byte[] matrix = Bytes.join(
                Bytes.be(turned ? 0 : 0x10000, 4),
                Bytes.be(turned ? 0x10000 : 0, 4),
                new byte[24],
                Bytes.be(1 << 30, 4));
        byte[] header = fullBox(
                "tkhd", 0, new byte[36], matrix, Bytes.be((long) width << 16, 4), Bytes.be((long) height << 16, 4));
        byte[] media = box("mdia", fullBox("hdlr", 0, Bytes.be(0, 4), Bytes.text(handler), new byte[13]), box("minf"));
        byte[] quickTimes = box("udta", box("\u00a9xyz", Bytes.text(Pictures.PLACE)), Bytes.be(0, 4));
        return box("trak", header, media, quickTimes);
    }

    /** A coded image with Exif in its data and XMP in its {@code idat}. */
    static byte[] codedImage(String major, int width, int height) {
        byte[] place = Bytes.text(Pictures.PLACE + Pictures.PLACE);
        return Bytes.join(codedImageAlone(major, width, height), box("mpvd", place));
    }

    /** The same without the preview at its end, which need not be there. */
    static byte[] codedImageAlone(String major, int width, int height) {
        byte[] place = Bytes.text(Pictures.PLACE + Pictures.PLACE);
        byte[] ftyp = brands(major, "mif1", "heic");
        int size = items(width, height, 0, place.length).length;
        int exifAt = ftyp.length + size + 8 + 100;
        return Bytes.join(
                ftyp,
                items(width, height, exifAt, place.length),
                box("mdat", new byte[100], place, Bytes.text("pixels")));
    }

    /** The same where the description stands behind what it describes. */
    static byte[] codedImageDescribedLate(String major) {
        byte[] place = Bytes.text(Pictures.PLACE);
        byte[] ftyp = brands(major, "mif1", "heic");
        return Bytes.join(ftyp, box("mdat", place), items(64, 48, ftyp.length + 8, place.length));
    }

    static byte[] items(int width, int height, long exifAt, int length) {
        byte[] entries = Bytes.join(item(1, "av01"), item(2, "Exif"), item(3, "mime"));
        byte[] locations = Bytes.join(
                Bytes.of(0x44, 0x00),
                Bytes.be(2, 2),
                location(2, 0, exifAt, length),
                location(3, 1, 0, Pictures.PLACE.length()));
        byte[] properties = box(
                "iprp",
                box(
                        "ipco",
                        fullBox("ispe", 0, Bytes.be(width / 2, 4), Bytes.be(height / 2, 4)),
                        fullBox("ispe", 0, Bytes.be(width, 4), Bytes.be(height, 4)),
                        box("irot", Bytes.of(1))));
        return fullBox(
                "meta",
                0,
                fullBox("hdlr", 0, Bytes.be(0, 4), Bytes.text("pict"), new byte[13]),
                fullBox("pitm", 0, Bytes.be(1, 2)),
                fullBox("iinf", 0, Bytes.be(3, 2), entries),
                fullBox("iloc", 1, locations),
                properties,
                box("idat", Bytes.text(Pictures.PLACE)));
    }

    private static byte[] item(int id, String type) {
        return fullBox("infe", 2, Bytes.be(id, 2), Bytes.be(0, 2), Bytes.text(type), Bytes.of(0));
    }

    private static byte[] location(int id, int method, long at, int length) {
        return Bytes.join(
                Bytes.be(id, 2),
                Bytes.be(method, 2),
                Bytes.be(0, 2),
                Bytes.be(1, 2),
                Bytes.be(at, 4),
                Bytes.be(length, 4));
    }

    /** An extended WebP with a lossless image of no content, and Exif and XMP behind it. */
    static byte[] webp(int width, int height, int orientation) {
        byte[] extended = Bytes.join(Bytes.of(0x2C, 0, 0, 0), Bytes.le(width - 1, 3), Bytes.le(height - 1, 3));
        long bits = width - 1 | (long) (height - 1) << 14;
        byte[] image = Bytes.join(Bytes.of(0x2F), Bytes.le(bits, 4), new byte[20]);
        return riff(
                "WEBP",
                riffChunk("VP8X", extended),
                riffChunk("ICCP", Bytes.text("profile")),
                riffChunk("VP8L", image),
                riffChunk("EXIF", Pictures.exif(orientation)),
                riffChunk("XMP ", Bytes.text(Pictures.PLACE)),
                riffChunk("note", Bytes.text(Pictures.PLACE)));
    }

    static byte[] riff(String form, byte[]... chunks) {
        byte[] content = Bytes.join(Bytes.text(form), Bytes.join(chunks));
        return Bytes.join(Bytes.text("RIFF"), Bytes.le(content.length, 4), content);
    }

    static byte[] riffChunk(String type, byte[] content) {
        return Bytes.join(Bytes.text(type), Bytes.le(content.length, 4), content, new byte[content.length & 1]);
    }

    static byte[] webm(String docType, boolean shows) {
        byte[] video =
                element(0xE0, 1, Bytes.join(element(0xB0, 1, Bytes.be(640, 2)), element(0xBA, 1, Bytes.be(360, 2))));
        byte[] track = shows
                ? element(0xAE, 1, Bytes.join(element(0x83, 1, Bytes.of(1)), video))
                : element(0xAE, 1, element(0x83, 1, Bytes.of(2)));
        byte[] header = Bytes.join(
                element(0x4286, 2, Bytes.of(1)), element(0x4282, 2, docType.getBytes(StandardCharsets.US_ASCII)));
        byte[] segment = Bytes.join(
                Bytes.be(0x18538067L, 4),
                Bytes.be(0x01FFFFFFFFFFFFFFL, 8),
                element(0x1654AE6BL, 4, track),
                new byte[500]);
        return Bytes.join(element(0x1A45DFA3L, 4, header), segment);
    }

    private static byte[] element(long id, int idLength, byte[] content) {
        return Bytes.join(Bytes.be(id, idLength), Bytes.of(0x80 | content.length), content);
    }

    static byte[] mp3(int frames) {
        byte[] frame = new byte[417];
        System.arraycopy(Bytes.of(0xFF, 0xFB, 0x90, 0x00), 0, frame, 0, 4);
        return repeated(frame, frames);
    }

    static byte[] adts(int frames) {
        byte[] frame = new byte[200];
        System.arraycopy(Bytes.of(0xFF, 0xF1, 0x50, 0x80, 0x19, 0x1F, 0xFC), 0, frame, 0, 7);
        return repeated(frame, frames);
    }

    private static byte[] repeated(byte[] frame, int times) {
        Bytes all = new Bytes();
        for (int i = 0; i < times; i++) {
            all.add(frame);
        }
        return all.done();
    }

    static byte[] ogg(String packet) {
        return Bytes.join(
                Bytes.text("OggS\0\2"), new byte[20], Bytes.of(1, packet.length()), Bytes.text(packet), new byte[300]);
    }

    static byte[] wav() {
        return riff("WAVE", riffChunk("fmt ", new byte[16]), riffChunk("data", new byte[1_000]));
    }
}
