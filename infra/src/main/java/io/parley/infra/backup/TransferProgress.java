package io.parley.infra.backup;

/** Hears how a backup or a restore gets on. Called on the thread that works, often: whoever shows it chooses when. */
public interface TransferProgress {

    /** A number of rows that is not known beforehand. */
    long UNKNOWN = -1;

    /**
     * Something begins.
     *
     * @param what in a few words, for people
     * @param rows how many rows there are to it, or {@link #UNKNOWN}
     */
    void begin(String what, long rows);

    /** So many of its rows are done. */
    void at(long rows);

    /** It has ended, with so many rows. */
    void end(long rows);

    /** For those to whom nobody listens. */
    static TransferProgress silent() {
        return new TransferProgress() {

            @Override
            public void begin(String what, long rows) {}

            @Override
            public void at(long rows) {}

            @Override
            public void end(long rows) {}
        };
    }
}
