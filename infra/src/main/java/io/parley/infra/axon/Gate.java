package io.parley.infra.axon;

import java.time.Duration;

/** Says when a processor may go on: one whose work can wait gives way to what cannot. Safe for use by several threads. */
public interface Gate {

    /** Whether nothing is to be handled at present. */
    boolean isClosed();

    /**
     * How long to pause after a batch that is being caught up on, that is whose events are old.
     *
     * @return zero or more
     */
    Duration pause();
}
