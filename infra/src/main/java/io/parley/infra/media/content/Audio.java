package io.parley.infra.media.content;

import java.util.Optional;

/** Sounds, all of whose bytes are stored. */
final class Audio {

    private static final String MP3 = "audio/mpeg";
    private static final String AAC = "audio/aac";
    private static final String FLAC = "audio/flac";
    private static final int MOST_PADDING = 4 << 10;
    private static final int ID3_HEADER = 10;

    private Audio() {}

    /** The container, if that is what begins so. */
    static Optional<Container> of(byte[] head) {
        if (Octets.has(head, 0, "RIFF") && Octets.has(head, 8, "WAVE")) {
            return sound("audio/wav", new WavClock());
        }
        if (Octets.has(head, 0, "OggS")) {
            return isOggAudio(head) ? sound("audio/ogg", new OggClock()) : Optional.empty();
        }
        return Octets.has(head, 0, "ID3") ? behindTags(head) : frames(head, 0);
    }

    private static Optional<Container> sound(String type, Clock clock) {
        return Optional.of(Container.opaque(type, Optional.empty(), clock));
    }

    private static Optional<Container> frames(byte[] head, int at) {
        if (Octets.has(head, at, "fLaC")) {
            return sound(FLAC, new FlacClock(at));
        }
        if (AudioFrames.isMp3(head, at)) {
            return sound(MP3, FrameClock.mp3(at));
        }
        return AudioFrames.isAdts(head, at) ? sound(AAC, FrameClock.adts(at)) : Optional.empty();
    }

    /** ID3v2.4 structure, 3.1: four numbers of seven bits say how long the tags are. A cover may be longer than the head. */
    private static Optional<Container> behindTags(byte[] head) {
        if (head.length < ID3_HEADER || (Octets.u32(head, 6) & 0x80808080L) != 0) {
            return Optional.empty();
        }
        int size = Octets.u8(head, 6) << 21 | Octets.u8(head, 7) << 14 | Octets.u8(head, 8) << 7 | Octets.u8(head, 9);
        int at = ID3_HEADER + size;
        if (at >= head.length) {
            return sound(MP3, FrameClock.mp3(at));
        }
        for (int i = 0; i < MOST_PADDING && at < head.length && head[at] == 0; i++) {
            at++;
        }
        return frames(head, at);
    }

    /** The first page names the first stream's codec (RFC 3533; RFC 7845, 5.1; Vorbis I, 4.2.1); no stream may be a film. */
    private static boolean isOggAudio(byte[] head) {
        if (head.length < 28) {
            return false;
        }
        int packet = 27 + Octets.u8(head, 26);
        boolean sounds = Octets.has(head, packet, "OpusHead")
                || Octets.has(head, packet, "\u0001vorbis")
                || Octets.has(head, packet, "\u007fFLAC")
                || Octets.has(head, packet, "Speex   ");
        for (int i = 0; sounds && i < head.length; i++) {
            sounds = !Octets.has(head, i, "\u0080theora");
        }
        return sounds;
    }
}
