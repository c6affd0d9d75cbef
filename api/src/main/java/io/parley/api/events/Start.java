package io.parley.api.events;

/** Where a stream begins. */
sealed interface Start {

    /** With what happens from now on. */
    record Now() implements Start {}

    /**
     * With what happened after a position that this node has heard of.
     *
     * @param position the position, exclusive
     */
    record After(long position) implements Start {}

    /** From now on, and the client is told that its id cannot be served. */
    record Anew() implements Start {}
}
