package io.parley.infra.media.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a file of the ISO base media format (ISO/IEC 14496-12, 4.3) says it is: its brands, the one it is best used as first. */
enum Brand {
    AVIF("image/avif", Set.of("avif", "avis")),
    HEIC("image/heic", Set.of("heic", "heix", "heim", "heis", "hevc", "hevx")),
    QUICKTIME("video/quicktime", Set.of("qt  ")),
    M4A("audio/mp4", Set.of("M4A ", "M4B ", "F4A ")),
    MP4(
            "video/mp4",
            Set.of(
                    "mp41", "mp42", "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "avc1",
                    "M4V ", "M4VH", "M4VP", "f4v ", "MSNV", "dash", "XAVC"));

    /** A brand says more than these, which any still image has, coded whichever way. */
    private static final Set<String> STRUCTURAL = Set.of("mif1", "mif2", "msf1", "miaf");

    private static final int LARGEST = 4096;

    private final String contentType;
    private final Set<String> codes;

    Brand(String contentType, Set<String> codes) {
        this.contentType = contentType;
        this.codes = codes;
    }

    String contentType() {
        return contentType;
    }

    boolean isImage() {
        return this == AVIF || this == HEIC;
    }

    /** That of a file, if it begins by saying it, and it is one that is taken. */
    static Optional<Brand> of(byte[] head) {
        if (!Octets.has(head, 4, "ftyp")) {
            return Optional.empty();
        }
        long size = Octets.u32(head, 0);
        if (size < 16 || size > Math.min(LARGEST, head.length) || size % 4 != 0) {
            return Optional.empty();
        }
        return of(Octets.name(head, 8), compatible(head, (int) size));
    }

    private static List<String> compatible(byte[] head, int end) {
        List<String> codes = new ArrayList<>();
        for (int at = 16; at < end; at += 4) {
            codes.add(Octets.name(head, at));
        }
        return codes;
    }

    /** An image's and a film's brands do not stand in for each other, but a telephone's film is taken as the MP4 it also is. */
    private static Optional<Brand> of(String major, List<String> compatible) {
        Optional<Brand> itself = withCode(major);
        if (itself.isPresent()) {
            return itself;
        }
        boolean image = STRUCTURAL.contains(major);
        return compatible.stream()
                .flatMap(code -> withCode(code).stream())
                .filter(brand -> image ? brand.isImage() : brand == MP4)
                .findFirst();
    }

    private static Optional<Brand> withCode(String code) {
        for (Brand brand : values()) {
            if (brand.codes.contains(code)) {
                return Optional.of(brand);
            }
        }
        return Optional.empty();
    }
}
