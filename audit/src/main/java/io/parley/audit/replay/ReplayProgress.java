package io.parley.audit.replay;

/** Is told how far a replay has got, and may slow it down: it goes on when the call returns. */
public interface ReplayProgress {

    /** Tells nobody. */
    ReplayProgress SILENT = (events, position, goal) -> {};

    /**
     * After each batch.
     *
     * @param events how many events were handled since the call before
     * @param position up to where the log is handled
     * @param goal up to where it is to be: it grows while others write
     */
    void at(int events, long position, long goal) throws InterruptedException;
}
