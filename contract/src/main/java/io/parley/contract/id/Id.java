package io.parley.contract.id;

import java.util.UUID;

/** An identifier that is a UUID; {@link #toString()} is its canonical text form and is what is stored and sent. */
public sealed interface Id
        permits UserId, ChatId, MessageId, MediaId, DeviceId, OperatorId, NodeId, KeyId, DeadLetterId {

    /** The identifier itself. */
    UUID value();

    /**
     * Reads a UUID strictly: 36 characters, unlike {@link UUID#fromString(String)}, which takes shortened groups and would
     * thereby give one identifier many spellings.
     *
     * @throws IllegalArgumentException if the text is not a UUID in its canonical form
     */
    static UUID parse(String text) {
        if (text.length() != 36) {
            throw new IllegalArgumentException("not a UUID");
        }
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("not a UUID");
        }
        return uuid;
    }
}
