package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts the frames of an MP3 or of AAC in ADTS. What files say of their length in tags (Xing, VBRI) is neither needed nor
 * believed; a frame that holds nothing but that is no sound, and is not counted.
 */
final class FrameClock implements Clock {

    private static final int LARGEST_SIDE_INFORMATION = 32;
    private static final int TAG = 4;

    /** A number that each rate is a divisor of, so that no frame's length is rounded. */
    private static final long TICKS = 14_112_000;

    private final long tags;
    private final int headerSize;
    private final AudioFrames.Format format;
    private @Nullable FrameHeader first;
    private long ticks;

    private FrameClock(long tags, int headerSize, AudioFrames.Format format) {
        this.tags = tags;
        this.headerSize = headerSize;
        this.format = format;
    }

    /** For an MP3 behind so many bytes of tags. */
    static Clock mp3(long tags) {
        return new FrameClock(tags, FrameHeader.MP3_SIZE, FrameHeader::mp3);
    }

    static Clock adts(long tags) {
        return new FrameClock(tags, FrameHeader.ADTS_SIZE, FrameHeader::adts);
    }

    @Override
    public Step begin() {
        return Step.drop(tags, this::next);
    }

    private Step next() {
        return new FrameSearch(headerSize, format, header -> first == null || header.goesOn(first), this::frame);
    }

    private Step frame(FrameHeader header) {
        boolean mayBeTag = first == null && headerSize == FrameHeader.MP3_SIZE;
        first = header;
        int rest = header.length() - headerSize;
        int looked = LARGEST_SIDE_INFORMATION + TAG;
        if (mayBeTag && rest >= looked) {
            return Step.take(looked, start -> counted(header, isTag(start), rest - looked));
        }
        return counted(header, false, rest);
    }

    private Step counted(FrameHeader frame, boolean tag, long rest) {
        if (!tag) {
            ticks += frame.samples() * (TICKS / frame.hertz());
        }
        return Step.drop(rest, this::next);
    }

    /** It stands where the frame's own data would: behind 9, 17 or 32 bytes, or always 32 (VBRI). */
    private static boolean isTag(byte[] start) {
        for (int at : new int[] {9, 17, 32}) {
            if (Octets.has(start, at, "Xing") || Octets.has(start, at, "Info")) {
                return true;
            }
        }
        return Octets.has(start, LARGEST_SIDE_INFORMATION, "VBRI");
    }

    @Override
    public Optional<Duration> duration() {
        return Length.of(ticks, TICKS);
    }
}
