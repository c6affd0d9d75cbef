package io.parley.contract.log;

/**
 * Which event processor fills which projection. All but one share a processor, and so one transaction and one token for each batch
 * of events. The mailbox has its own: it puts no event aside but stands still at one that it cannot handle, and nothing else may
 * wait for that.
 */
public final class Processors {

    /** Fills every projection that can hold a conversation back. */
    public static final String VIEWS = "views";

    /** Fills the mailbox alone, and bears its name. */
    public static final String MAILBOX = "mailbox";

    private Processors() {}

    /** The processor that fills a projection. */
    public static String of(String projection) {
        return projection.equals(MAILBOX) ? MAILBOX : VIEWS;
    }
}
