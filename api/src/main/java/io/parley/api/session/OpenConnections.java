package io.parley.api.session;

/** What is open on this node for as long as its session is. */
public interface OpenConnections {

    /** Ends those of a session that was closed. Does not block. */
    void end(Caller session);
}
