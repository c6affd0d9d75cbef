package io.parley.contract.log;

/**
 * Which event processor fills which projection: one processor has one transaction and one token for each batch of events. Most share
 * one. History and inbox, which can be given up for a while, have another, so that they can stand still. The mailbox has its own: it
 * puts no event aside but stands still at one that it cannot handle, and nothing else may wait for that.
 */
public final class Processors {

    /** Fills every projection that can hold a conversation back, but history and inbox. */
    public static final String VIEWS = "views";

    /** Fills history and inbox. */
    public static final String HISTORY = "history";

    /** Fills the mailbox alone, and bears its name. */
    public static final String MAILBOX = "mailbox";

    private static final String INBOX = "inbox";

    private Processors() {}

    /** The processor that fills a projection. */
    public static String of(String projection) {
        return switch (projection) {
            case MAILBOX -> MAILBOX;
            case HISTORY, INBOX -> HISTORY;
            default -> VIEWS;
        };
    }
}
