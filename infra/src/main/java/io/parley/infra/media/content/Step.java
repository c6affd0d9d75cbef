package io.parley.infra.media.content;

import java.nio.ByteBuffer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with the next bytes of a container, however they are cut into buffers. A format is a chain of steps, each of
 * which knows the next; it names no buffers, so that it cannot depend on them.
 */
abstract class Step {

    /**
     * Takes from a buffer what it can.
     *
     * @return the next step when this one is done; nothing if it needs more bytes
     */
    abstract @Nullable Step feed(ByteBuffer in, Output out);

    /** Whether the bytes may end in the middle of this step. */
    boolean mayEnd() {
        return false;
    }

    /** Collects some bytes, which must be few, and asks what to do with them; nothing is stored by itself. */
    static Step take(int length, Function<byte[], Step> then) {
        return new Take(length, false, then);
    }

    /** The same, where the bytes may also have ended. */
    static Step takeOrEnd(int length, Function<byte[], Step> then) {
        return new Take(length, true, then);
    }

    /** Stores bytes as they are. */
    static Step pass(long length, Supplier<Step> then) {
        return new Run(length, then) {
            @Override
            void run(ByteBuffer in, int count, Output out) {
                out.write(in, count);
            }
        };
    }

    /** Leaves bytes out. */
    static Step drop(long length, Supplier<Step> then) {
        return new Run(length, then) {
            @Override
            void run(ByteBuffer in, int count, Output out) {
                in.position(in.position() + count);
            }
        };
    }

    /** Stores as many zeros. */
    static Step blank(long length, Supplier<Step> then) {
        return new Run(length, then) {
            @Override
            void run(ByteBuffer in, int count, Output out) {
                in.position(in.position() + count);
                out.zeros(count);
            }
        };
    }

    /** Stores bytes in the place of as many others. */
    static Step replace(byte[] with, Supplier<Step> then) {
        return new Run(with.length, then) {
            private int done;

            @Override
            void run(ByteBuffer in, int count, Output out) {
                in.position(in.position() + count);
                out.write(ByteBuffer.wrap(with, done, count), count);
                done += count;
            }
        };
    }

    /** Stores all that follows. */
    static Step passRest() {
        return new Step() {
            @Override
            @Nullable
            Step feed(ByteBuffer in, Output out) {
                out.write(in, in.remaining());
                return null;
            }

            @Override
            boolean mayEnd() {
                return true;
            }
        };
    }

    /** The same, and lets other steps look at it, which store nothing, and may end in the middle. */
    static Step passRest(Step looking) {
        return new Step() {
            private final Output nothing = new Output();
            private Step current = looking;

            @Override
            @Nullable
            Step feed(ByteBuffer in, Output out) {
                ByteBuffer seen = in.duplicate();
                Step next = current;
                while (next != null) {
                    current = next;
                    next = next.feed(seen, nothing);
                }
                out.write(in, in.remaining());
                return null;
            }

            @Override
            boolean mayEnd() {
                return true;
            }
        };
    }

    /** Looks at nothing that follows. */
    static Step ignoreRest() {
        return drop(Long.MAX_VALUE, Step::ignoreRest);
    }

    /**
     * Stores the entropy-coded data of a JPEG up to the next marker, of which nothing is stored (ITU T.81, B.1.1.5: within such
     * data, a byte FF is followed by 00 or by a restart marker).
     */
    static Step passToMarker(IntFunction<Step> then) {
        return new EntropyCoded(then);
    }

    private static final class Take extends Step {

        private final byte[] taken;
        private final boolean mayEnd;
        private final Function<byte[], Step> then;
        private int filled;

        Take(int length, boolean mayEnd, Function<byte[], Step> then) {
            this.taken = new byte[length];
            this.mayEnd = mayEnd;
            this.then = then;
        }

        @Override
        @Nullable
        Step feed(ByteBuffer in, Output out) {
            int count = Math.min(in.remaining(), taken.length - filled);
            in.get(taken, filled, count);
            filled += count;
            return filled == taken.length ? then.apply(taken) : null;
        }

        @Override
        boolean mayEnd() {
            return mayEnd && filled == 0;
        }
    }

    private abstract static class Run extends Step {

        private final Supplier<Step> then;
        private long left;

        Run(long length, Supplier<Step> then) {
            this.left = length;
            this.then = then;
        }

        abstract void run(ByteBuffer in, int count, Output out);

        @Override
        @Nullable
        Step feed(ByteBuffer in, Output out) {
            int count = (int) Math.min(in.remaining(), left);
            run(in, count, out);
            left -= count;
            return left == 0 ? then.get() : null;
        }
    }

    private static final class EntropyCoded extends Step {

        private static final int FF = 0xFF;

        private final IntFunction<Step> then;
        private boolean held;

        EntropyCoded(IntFunction<Step> then) {
            this.then = then;
        }

        @Override
        @Nullable
        Step feed(ByteBuffer in, Output out) {
            while (in.hasRemaining()) {
                int next = in.get() & 0xFF;
                if (!held) {
                    held = next == FF;
                    if (!held) {
                        out.write(next);
                    }
                } else if (next == 0 || next >= 0xD0 && next <= 0xD7) {
                    out.write(FF);
                    out.write(next);
                    held = false;
                } else if (next == FF) {
                    out.write(FF); // fills; the last one before the marker is the marker's
                } else {
                    return then.apply(next);
                }
            }
            return null;
        }
    }
}
