package io.parley.contract.receipt;

/** How far a message has got with all of its audience who are still members. */
public enum DeliveryState {
    /** It is in the log. */
    SENT,
    /** Each of them has acknowledged it from a device. */
    DELIVERED,
    /** Each of them has read it. */
    READ
}
