package io.parley.api.upload;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.media.UploadPiece.Algorithm;
import io.parley.contract.media.UploadPiece.Checksum;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The names and forms of the protocol tus 1.0.0 (https://tus.io/protocols/resumable-upload), as far as it is spoken here. */
final class Tus {

    static final String VERSION = "1.0.0";
    static final String EXTENSIONS = "creation,creation-with-upload,expiration,checksum,termination";
    static final String PIECE = "application/offset+octet-stream";

    static final String RESUMABLE = "Tus-Resumable";
    static final String SUPPORTED_VERSIONS = "Tus-Version";
    static final String SUPPORTED_EXTENSIONS = "Tus-Extension";
    static final String MAX_SIZE = "Tus-Max-Size";
    static final String CHECKSUM_ALGORITHMS = "Tus-Checksum-Algorithm";
    static final String LENGTH = "Upload-Length";
    static final String DEFER_LENGTH = "Upload-Defer-Length";
    static final String OFFSET = "Upload-Offset";
    static final String METADATA = "Upload-Metadata";
    static final String CHECKSUM = "Upload-Checksum";
    static final String EXPIRES = "Upload-Expires";

    /** Beyond what any length is, and without an overflow. */
    private static final int MOST_DIGITS = 18;

    private Tus() {}

    /** The algorithms of checksums, as they are offered. */
    static String algorithms() {
        return Arrays.stream(Algorithm.values()).map(Algorithm::protocolName).collect(Collectors.joining(","));
    }

    /** How many bytes an upload will have. */
    static long length(HttpHeaders headers) {
        if (headers.containsHeader(DEFER_LENGTH)) {
            throw Rejection.invalid(DEFER_LENGTH, "is not offered here: say how long the upload is");
        }
        long length = number(headers, LENGTH);
        if (length == 0) {
            throw Rejection.invalid(LENGTH, "must be 1 at least");
        }
        return length;
    }

    /** Where a piece begins. */
    static long offset(HttpHeaders headers) {
        return number(headers, OFFSET);
    }

    /** The checksum that a piece must have, if one is given. */
    static Optional<Checksum> checksum(HttpHeaders headers) {
        String given = single(headers, CHECKSUM);
        return given == null ? Optional.empty() : Optional.of(checksum(given));
    }

    private static Checksum checksum(String given) {
        int space = given.indexOf(' ');
        String name = space < 0 ? given : given.substring(0, space);
        Algorithm algorithm = Arrays.stream(Algorithm.values())
                .filter(one -> one.protocolName().equals(name))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(CHECKSUM, "must be by one of " + algorithms()));
        if (space < 0) {
            throw Rejection.invalid(CHECKSUM, "must have an algorithm, a space and the checksum in Base64");
        }
        return new Checksum(algorithm, decoded(CHECKSUM, given.substring(space + 1)));
    }

    static byte[] decoded(String header, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Rejection.invalid(header, "must be in Base64");
        }
    }

    private static long number(HttpHeaders headers, String name) {
        String given = single(headers, name);
        if (given == null) {
            throw Rejection.invalid(name, "is required");
        }
        boolean digits = !given.isEmpty()
                && given.length() <= MOST_DIGITS
                && given.chars().allMatch(at -> at >= '0' && at <= '9');
        if (!digits) {
            throw Rejection.invalid(name, "must be a whole number, 0 at least");
        }
        return Long.parseLong(given);
    }

    static @Nullable String single(HttpHeaders headers, String name) {
        List<String> given = headers.getOrEmpty(name);
        if (given.size() > 1) {
            throw Rejection.invalid(name, "must be there once");
        }
        return given.isEmpty() ? null : given.get(0);
    }

    /** Refuses what speaks another version of the protocol. */
    static void requireVersion(HttpHeaders headers) {
        if (!VERSION.equals(headers.getFirst(RESUMABLE))) {
            throw new Rejection(ErrorCode.TUS_VERSION, "Send Tus-Resumable: " + VERSION + ".");
        }
    }

    /** Refuses a body that is no piece of an upload. */
    static void requirePiece(HttpHeaders headers) {
        if (!isPiece(headers)) {
            throw new Rejection(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Send " + PIECE + ".");
        }
    }

    static boolean isPiece(HttpHeaders headers) {
        return PIECE.equalsIgnoreCase(headers.getFirst(HttpHeaders.CONTENT_TYPE));
    }
}
