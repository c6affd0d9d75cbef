package io.parley.contract.trace;

import org.jspecify.annotations.Nullable;

/**
 * Records spans. Only some of the requests are recorded, chosen by chance where they come in; for all others, and everything that
 * they bring about, this costs next to nothing. Never blocks, never fails; for any number of threads.
 */
public interface Tracing {

    /** Records nothing. */
    Tracing NONE = new Tracing() {
        @Override
        public Span begin(String name) {
            return Span.NOT_RECORDED;
        }

        @Override
        public Span under(@Nullable String parent, String name) {
            return Span.NOT_RECORDED;
        }
    };

    /**
     * Begins a trace, if chance will have it: the span of a request that has come in.
     *
     * @param name what is done, such as {@code GET}; a {@link Span#rename} may follow
     */
    Span begin(String name);

    /**
     * Begins a span of a trace that was begun before, here or on another node.
     *
     * @param parent the {@link Span#context} of what caused it; null if that was not recorded, and then this is not
     * @param name what is done
     */
    Span under(@Nullable String parent, String name);
}
