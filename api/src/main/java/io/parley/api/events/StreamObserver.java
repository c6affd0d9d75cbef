package io.parley.api.events;

import io.parley.api.session.Caller;

/** Hears of the streams of this node, for what is shown of their users elsewhere. */
public interface StreamObserver {

    /**
     * A stream was opened. Should not block.
     *
     * @return what to run, once, when it has ended, whoever ended it
     */
    Runnable opened(Caller caller);
}
