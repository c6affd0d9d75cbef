package io.parley.contract.media;

/** Why media had to go. */
public enum DeletionReason {
    /** No message took them up in time. */
    UNUSED,
    /** Their message was taken back. */
    RETRACTED,
    /** Their message had its time. */
    EXPIRED,
    /** Their chat is gone. */
    CHAT_GONE
}
