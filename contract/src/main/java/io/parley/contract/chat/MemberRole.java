package io.parley.contract.chat;

/** What a member may do. Both sides of a direct chat are plain members. */
public enum MemberRole {
    /** May do everything, purge the chat included; one per group. */
    OWNER,
    /** May change the chat and its members. */
    ADMIN,
    /** May read and write. */
    MEMBER
}
