package io.parley.contract.trace;

import org.jspecify.annotations.Nullable;

/** Something that takes time and is part of a trace. For one thread at a time. Says nothing of content, nor of who it is about. */
public interface Span {

    /** One of a request that is not recorded. */
    Span NOT_RECORDED = new Span() {
        @Override
        public @Nullable String context() {
            return null;
        }

        @Override
        public Span tag(String key, String value) {
            return this;
        }

        @Override
        public Span tag(String key, long value) {
            return this;
        }

        @Override
        public void rename(String name) {}

        @Override
        public void fail(String why) {}

        @Override
        public void end() {}
    };

    /** What makes others its children, as W3C Trace Context has it in {@code traceparent}; null if it is not recorded. */
    @Nullable
    String context();

    /** Whether it is recorded, so that it is worth saying more of it. */
    default boolean isRecorded() {
        return context() != null;
    }

    /** Says more of it, by OpenTelemetry's semantic conventions where they have a name for it. */
    Span tag(String key, String value);

    /** Says more of it. */
    Span tag(String key, long value);

    /** Says better what is done. */
    void rename(String name);

    /**
     * Says that it failed.
     *
     * @param why an error's code or the simple name of an exception's class; never its message, which may have content
     */
    void fail(String why);

    /** Ends it. What ended is sent on in the background. */
    void end();
}
