package io.parley.contract.delivery;

/** How far a message has got with one of its audience: the furthest that is known. */
public enum DeliveryStage {
    /** It is in the log, and not in the member's mailbox. */
    ACCEPTED,
    /** It is in the member's mailbox. */
    FILLED,
    /** It was written to a stream of at least one of the member's devices. */
    PUSHED,
    /** A device has acknowledged it. */
    DELIVERED,
    /** It was marked as read. */
    READ,
    /** It was given up on its way to the mailbox, and has not been brought since. */
    ABANDONED
}
