package io.parley.api.events;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that wait, counted in number and bytes. Not safe for use by several threads. */
final class FrameQueue {

    private final ArrayDeque<Frame> frames = new ArrayDeque<>(1);
    private long bytes;
    private long reached;

    /** Adds a frame unless the bounds are passed; a single frame always fits, however large. */
    boolean offer(Frame frame, int maxFrames, long maxBytes) {
        if (!frames.isEmpty() && (frames.size() >= maxFrames || bytes + frame.bytes().length > maxBytes)) {
            return false;
        }
        add(frame);
        return true;
    }

    void addAll(List<Frame> more) {
        more.forEach(this::add);
    }

    private void add(Frame frame) {
        frames.add(frame);
        bytes += frame.bytes().length;
    }

    /** Takes the text out of those frames whose text has come to its end; their places in the order stay. */
    void forget(LatelyEnded ended) {
        for (int left = frames.size(); left > 0; left--) {
            Frame frame = frames.remove();
            bytes -= frame.bytes().length;
            add(frame.source() != null && ended.has(frame.source()) ? frame.withoutText() : frame);
        }
    }

    /** Moves what lies above a position to another queue and drops the rest. */
    void moveAbove(long position, FrameQueue target) {
        for (Frame frame : frames) {
            if (frame.position() > position) {
                target.add(frame);
            }
        }
        clear();
    }

    /**
     * Takes as many whole frames as fit into a chunk, at least one; null if there is none. A frame that goes alone goes
     * uncopied.
     */
    byte @Nullable [] take(int chunk) {
        Frame first = poll();
        if (first == null) {
            return null;
        }
        int count = 0;
        int length = first.bytes().length;
        for (Frame next : frames) {
            if (length + next.bytes().length > chunk) {
                break;
            }
            length += next.bytes().length;
            count++;
        }
        return count == 0 ? first.bytes() : join(first, count, length);
    }

    private byte[] join(Frame first, int more, int length) {
        byte[] joined = new byte[length];
        int at = append(first, joined, 0);
        for (int i = 0; i < more; i++) {
            Frame next = poll();
            if (next != null) {
                at = append(next, joined, at);
            }
        }
        return joined;
    }

    private static int append(Frame frame, byte[] target, int at) {
        System.arraycopy(frame.bytes(), 0, target, at, frame.bytes().length);
        return at + frame.bytes().length;
    }

    private @Nullable Frame poll() {
        Frame frame = frames.poll();
        if (frame != null) {
            bytes -= frame.bytes().length;
            if (frame.durable()) {
                reached = Math.max(reached, frame.position());
            }
        }
        return frame;
    }

    /** The position of the last durable frame that was ever taken; 0 before the first. */
    long reached() {
        return reached;
    }

    int size() {
        return frames.size();
    }

    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return frames.isEmpty();
    }

    void clear() {
        frames.clear();
        bytes = 0;
    }
}
