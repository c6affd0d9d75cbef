package io.parley.infra.media.content;

import java.time.Duration;
import java.util.Optional;

/**
 * Reads up to which sample an Ogg's pages say they go (RFC 3533, 6). What is said last counts. Nothing is known of several streams
 * in one file, be they beside or behind each other.
 */
final class OggClock implements Clock {

    private static final int PAGE_HEADER = 27;
    private static final int FIRST_OF_STREAM = 2;
    /** As many bytes of the first packet as any codec needs to say its rate, or fewer. */
    private static final int LOOKED_AT = 64;

    private static final long OPUS_RATE = 48_000;

    private long pages;
    private long rate;
    private long skipped;
    private long position;
    private boolean understood = true;

    @Override
    public Step begin() {
        return Step.take(PAGE_HEADER, this::page);
    }

    private Step page(byte[] header) {
        boolean begins = (header[5] & FIRST_OF_STREAM) != 0;
        understood = Octets.has(header, 0, "OggS") && begins == (pages == 0);
        if (!understood) {
            return Step.ignoreRest();
        }
        long granule = Octets.u32le(header, 6) | Octets.u32le(header, 10) << 32;
        position = Math.max(position, granule); // −1 where no packet ends on the page
        return Step.take(Octets.u8(header, 26), lacing -> content(length(lacing)));
    }

    private static int length(byte[] lacing) {
        int length = 0;
        for (int i = 0; i < lacing.length; i++) {
            length += Octets.u8(lacing, i);
        }
        return length;
    }

    private Step content(int length) {
        int looked = pages++ == 0 ? Math.min(length, LOOKED_AT) : 0;
        return Step.take(looked, start -> {
            if (looked > 0) {
                readCodec(start);
            }
            return Step.drop(length - looked, this::begin);
        });
    }

    /** RFC 7845, 5.1; Vorbis I, 4.2.2; the mapping of FLAC; the manual of Speex. */
    private void readCodec(byte[] start) {
        if (Octets.has(start, 0, "OpusHead") && start.length >= 12) {
            rate = OPUS_RATE;
            skipped = Octets.u16le(start, 10);
        } else if (Octets.has(start, 0, "\u0001vorbis") && start.length >= 16) {
            rate = Octets.u32le(start, 12);
        } else if (Octets.has(start, 0, "\u007fFLAC") && start.length >= 17 + FlacClock.DESCRIPTION) {
            rate = FlacClock.rate(start, 17);
        } else if (Octets.has(start, 0, "Speex   ") && start.length >= 40) {
            rate = Octets.u32le(start, 36);
        }
    }

    @Override
    public Optional<Duration> duration() {
        return understood ? Length.of(position - skipped, rate) : Optional.empty();
    }
}
