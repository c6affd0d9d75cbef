package io.parley.benchmarks.contest;

import io.parley.benchmarks.wire.EventLoop;
import java.io.IOException;
import java.util.List;

/** A server under comparison, with its own database and those who speak through it. */
public interface Contender {

    /** What it is called. */
    String name();

    /**
     * Makes accounts and connects people.
     *
     * @param count how many; of what, says who implements it
     */
    void connect(EventLoop loop, int count) throws IOException, InterruptedException;

    /** Who speaks, all connected. */
    List<? extends Speaker> speakers();

    /** What the server has used of the processors. */
    ProcessorTime server();

    /** What its database has. */
    ProcessorTime database();

    /**
     * Checks that what was said is stored.
     *
     * @param finished all that speakers have finished
     */
    void verify(long finished) throws IOException, InterruptedException;
}
