package io.parley.contract.audit;

/** What has become of a message's content. */
public enum MessageFate {
    /** It is there, encrypted. */
    ENCRYPTED,
    /** It was taken back. */
    RETRACTED,
    /** Its time to live was over. */
    EXPIRED,
    /** It went with its chat. */
    GONE_WITH_CHAT
}
