package io.parley.contract.user;

/** Who may see when a user was last seen. Who hides it sees nobody else's either. */
public enum LastSeenVisibility {
    /** All who share a chat with the user. */
    EVERYONE,
    /** Those with a direct chat. */
    CONTACTS,
    /** Nobody. */
    NOBODY
}
