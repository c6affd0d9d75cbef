package io.parley.infra.media.content;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;

/** Why an upload is not taken. */
final class Refusals {

    private Refusals() {}

    static Rejection empty() {
        return unsupported("There are no bytes");
    }

    static Rejection unknownType() {
        return unsupported("This is no image, audio or video of a kind that is taken");
    }

    static Rejection ambiguous() {
        return unsupported("This could be taken for more than one type of file");
    }

    /** It is not what it begins like, or ends early. */
    static Rejection malformed(String format) {
        return unsupported("This is no well-formed " + format);
    }

    /** Where it was taken, or the like, stands where it cannot be removed. */
    static Rejection cannotBeStripped(String format) {
        return unsupported("The metadata of this " + format + " cannot be removed");
    }

    static Rejection tooLarge(long maxSize) {
        return new Rejection(ErrorCode.TOO_LARGE, "More than %d bytes".formatted(maxSize));
    }

    static Rejection tooManyPixels(long maxPixels) {
        return new Rejection(
                ErrorCode.TOO_LARGE,
                "More than %d pixels, or than %d on a side".formatted(maxPixels, PixelLimit.LONGEST_SIDE));
    }

    private static Rejection unsupported(String detail) {
        return new Rejection(ErrorCode.UNSUPPORTED_MEDIA_TYPE, detail);
    }
}
