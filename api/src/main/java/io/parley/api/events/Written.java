package io.parley.api.events;

import io.parley.api.session.Caller;
import io.parley.contract.delivery.PushedLog;

/** How far a stream was written to, told to the log of what was pushed. Safe for use by several threads. */
final class Written {

    private final Caller caller;
    private final PushedLog log;

    /** Everything durable from the stream's beginning up to here was told; nothing can be before it has begun. */
    private long told = Long.MAX_VALUE;

    Written(Caller caller, PushedLog log) {
        this.caller = caller;
        this.log = log;
    }

    synchronized void beginAfter(long position) {
        told = position;
    }

    /** The stream was written to up to a durable event. */
    synchronized void upTo(long position) {
        if (position > told) {
            log.pushed(caller.userId(), caller.deviceId(), told, position);
            told = position;
        }
    }
}
