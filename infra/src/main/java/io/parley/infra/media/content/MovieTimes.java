package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;

/**
 * What the headers of a movie, of its tracks and of its fragments say of how long it lasts (ISO/IEC 14496-12, 8.2.2, 8.3.2, 8.8.2):
 * the first of these that says something. Of fragments, which recorders write that do not go back, often none does.
 */
final class MovieTimes {

    private static final long UNKNOWN = 0xFFFFFFFFL;

    private long perSecond;
    private long movie;
    private long fragments;
    private long longestTrack;

    /** Times have four bytes in the first version of these boxes, and eight in the second. */
    private static boolean areLong(byte[] content) {
        return content.length > 0 && content[0] == 1;
    }

    void readMovie(byte[] content) {
        int at = areLong(content) ? 20 : 12;
        if (content.length >= at + 4) {
            perSecond = Octets.u32(content, at);
            movie = duration(content, at + 4);
        }
    }

    void readFragments(byte[] content) {
        fragments = duration(content, 4);
    }

    void readTrack(byte[] content) {
        longestTrack = Math.max(longestTrack, duration(content, areLong(content) ? 28 : 20));
    }

    private static long duration(byte[] content, int at) {
        if (content.length < at + (areLong(content) ? 8 : 4)) {
            return 0;
        }
        if (areLong(content)) {
            return Octets.u32(content, at) << 32 | Octets.u32(content, at + 4); // negative where it is unknown
        }
        long duration = Octets.u32(content, at);
        return duration == UNKNOWN ? 0 : duration;
    }

    Optional<Duration> duration() {
        return Length.of(movie, perSecond)
                .or(() -> Length.of(fragments, perSecond))
                .or(() -> Length.of(longestTrack, perSecond));
    }
}
