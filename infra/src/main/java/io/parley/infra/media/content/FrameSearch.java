package io.parley.infra.media.content;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for the next header of a frame. Covers, lyrics and damage may stand before it. */
final class FrameSearch extends Step {

    private static final byte FIRST = (byte) 0xFF;

    private final AudioFrames.Format format;
    private final Predicate<FrameHeader> wanted;
    private final Function<FrameHeader, Step> then;
    private final byte[] window;
    private int filled;

    FrameSearch(int size, AudioFrames.Format format, Predicate<FrameHeader> wanted, Function<FrameHeader, Step> then) {
        this.window = new byte[size];
        this.format = format;
        this.wanted = wanted;
        this.then = then;
    }

    @Override
    @Nullable
    Step feed(ByteBuffer in, Output out) {
        while (in.hasRemaining()) {
            window[filled++] = in.get();
            if (filled == window.length) {
                Optional<FrameHeader> header =
                        window[0] == FIRST ? format.header(window, 0).filter(wanted) : Optional.empty();
                if (header.isPresent()) {
                    return then.apply(header.get());
                }
                System.arraycopy(window, 1, window, 0, --filled);
            }
        }
        return null;
    }
}
