package io.parley.query;

import io.parley.contract.log.Processors;
import java.util.Locale;

/** The projections whose tables are read here. */
public enum ReadModel {
    /** Accounts. */
    USER,
    /** Chats and their members. */
    CHAT,
    /** Messages. */
    HISTORY,
    /** The list of chats. */
    INBOX,
    /** Marks. */
    RECEIPT,
    /** What a user's streams must bring. */
    MAILBOX,
    /** Logins. */
    SESSION,
    /** What operators said of classes of work. */
    DEGRADATION;

    /** The projection's name, which is its processing group. */
    public String projection() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The processor that fills the projection. */
    public String processor() {
        return Processors.of(projection());
    }
}
