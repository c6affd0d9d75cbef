package io.parley.benchmarks.rival;

import java.io.IOException;
import java.util.List;

/** A server under comparison, with its own database and the pairs that talk through it. */
interface Contender {

    String name();

    /** Makes accounts and connects pairs. */
    void connect(EventLoop loop, int pairs) throws IOException, InterruptedException;

    /** Its pairs, all connected. */
    List<CyclePair> pairs();

    /** What the server has used of the processors. */
    ProcessorTime server();

    /** What its database has. */
    ProcessorTime database();

    /**
     * Checks that what was said is stored.
     *
     * @param cycles all that have been finished
     */
    void verify(long cycles) throws IOException, InterruptedException;
}
