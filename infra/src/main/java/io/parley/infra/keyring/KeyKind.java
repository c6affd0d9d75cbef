package io.parley.infra.keyring;

import java.util.Locale;

/** What a key of the keyring is for. The names, in lower case, are a file format: they are stored and authenticated. */
enum KeyKind {
    /** Wraps the leaf keys of a user. Owner: the user. */
    USER,
    /** Wraps the leaf keys of a chat. Owner: the chat. */
    CHAT,
    /** Encrypts one message. Owner: the message; wrapped by its chat's key. */
    MESSAGE,
    /** Encrypts one user's handle and display name. Owner: the user; wrapped by the user's key. */
    PROFILE,
    /** Encrypts one device's name. Owner: the device; wrapped by the user's key. */
    DEVICE,
    /** Encrypts one title of a group. Owner: the chat, whose key wraps it. */
    TITLE,
    /** Encrypts what media are until a message takes them up. Owner: the media; wrapped by their chat's key. */
    MEDIA,
    /** A secret of the platform itself, which encrypts nothing. Owner: its name. */
    SERVICE;

    /** The name that is stored. */
    String stored() {
        return name().toLowerCase(Locale.ROOT);
    }

    static KeyKind ofStored(String stored) {
        return valueOf(stored.toUpperCase(Locale.ROOT));
    }

    /** Whether keys of this kind encrypt content and are wrapped by another key of the keyring. */
    boolean isLeaf() {
        return this == MESSAGE || this == PROFILE || this == DEVICE || this == TITLE || this == MEDIA;
    }
}
