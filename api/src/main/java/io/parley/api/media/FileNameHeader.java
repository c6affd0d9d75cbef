package io.parley.api.media;

import io.parley.contract.error.Rejection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.web.util.UriUtils;

/** The name of a file in {@code Content-Disposition} (RFC 6266), in both directions. */
final class FileNameHeader {

    private static final String NAME = "Content-Disposition";

    private FileNameHeader() {}

    /** The name that a client gives: {@code filename*} (RFC 8187) before {@code filename}; empty if it gives none. */
    static String read(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return "";
        }
        try {
            String name = ContentDisposition.parse(header).getFilename();
            return name == null ? "" : name;
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid(NAME, "is not well-formed");
        }
    }

    /** The header that gives a cleaned name: in ASCII for old clients, and in full. */
    static String write(String type, String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints().forEach(c -> ascii.appendCodePoint(isPlain(c) ? c : '_'));
        return "%s; filename=\"%s\"; filename*=UTF-8''%s"
                .formatted(type, ascii, UriUtils.encode(name, StandardCharsets.UTF_8));
    }

    /** Some clients decode what follows a per cent sign. */
    private static boolean isPlain(int codePoint) {
        return codePoint >= 0x20 && codePoint < 0x7F && codePoint != '"' && codePoint != '\\' && codePoint != '%';
    }
}
