package io.parley.infra.media.content;

import java.util.Optional;

/**
 * Sound without a container. The signature of its frames is a few bits, which anything may begin with, so that frames must follow
 * each other where the first says.
 */
final class AudioFrames {

    private static final int CHECKED = 3;

    /** How the header of a frame is read. */
    interface Format {
        /** The header at a place; nothing if there is none. */
        Optional<FrameHeader> header(byte[] bytes, int at);
    }

    private AudioFrames() {}

    static boolean isMp3(byte[] head, int at) {
        return follow(head, at, FrameHeader::mp3);
    }

    static boolean isAdts(byte[] head, int at) {
        return follow(head, at, FrameHeader::adts);
    }

    /** Some frames, or fewer where the head ends before; the first must be whole. */
    private static boolean follow(byte[] head, int from, Format format) {
        int at = from;
        for (int i = 0; i < CHECKED; i++) {
            boolean room = head.length - at >= FrameHeader.ADTS_SIZE;
            Optional<FrameHeader> header = room ? format.header(head, at) : Optional.empty();
            if (header.isEmpty()) {
                return !room && (i > 1 || i == 1 && at == head.length);
            }
            at += header.get().length();
        }
        return true;
    }
}
