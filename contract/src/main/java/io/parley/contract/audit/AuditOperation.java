package io.parley.contract.audit;

/** What was looked at. */
public enum AuditOperation {
    /** Events, by a filter. */
    EVENTS,
    /** A conversation as it was. */
    CONVERSATION,
    /** How a conversation changed. */
    CHANGES,
    /** What became of a message. */
    MESSAGE,
    /** The newest root of the sealed log. */
    ROOT,
    /** What proves a conversation. */
    PROOF
}
