package io.parley.infra.startup;

/** Hears what a node is doing while it starts, so that whoever waits can be told. Called on the starting thread. */
@FunctionalInterface
public interface StartupProgress {

    /**
     * A step begins.
     *
     * @param what in a few words, for people
     */
    void step(String what);

    /** For those to whom nobody listens. */
    static StartupProgress silent() {
        return what -> {};
    }
}
