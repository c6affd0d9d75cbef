package io.parley.projection.cleaning;

/** Removes the rows that one projection has of a chat that is gone, some at a time. */
interface GoneRows {

    /** The projection. */
    String projection();

    /**
     * Removes some, in the transaction that the caller has begun.
     *
     * @param most how many rows to look at, at most, in each table
     */
    Removal remove(GoneChat chat, int most);

    /**
     * What came of it.
     *
     * @param looked how many rows were looked at
     * @param removed how many of them were the chat's, and are removed
     * @param done from where to go on, see {@link GoneChat#done()}
     * @param finished whether there are no more
     */
    record Removal(long looked, long removed, long done, boolean finished) {}
}
