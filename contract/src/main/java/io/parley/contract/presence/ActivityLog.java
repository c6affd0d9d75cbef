package io.parley.contract.presence;

/**
 * Takes down what devices do, apart from the log of record: in batches, a moment later. Connections are kept by a lease of their node,
 * so that those of a node that died end within 30 seconds.
 */
public interface ActivityLog {

    /**
     * Notes something of this node. Neither blocks nor throws. What cannot be written is written later; when too much waits, activity
     * is dropped (and counted), connections never.
     */
    void note(Activity activity);
}
