package io.parley.contract.mailbox;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.UserId;

/** Questions about the mailbox. */
public sealed interface MailboxQuery<A> extends ParleyQuery<A> {

    /**
     * The durable events that a resumed stream must bring, page by page: asked again with {@code after} set to the answer's
     * {@link MailboxPage#upTo()} until that is {@code upTo}. Rows are read up to where their projection has got, the rest
     * from the log itself, so the answer never waits for the projection.
     *
     * @param userId whose mailbox
     * @param after the position after which to begin, exclusive
     * @param upTo the position up to which, inclusive
     * @param limit the largest number of events in a page, positive
     */
    record FindMailbox(UserId userId, long after, long upTo, int limit) implements MailboxQuery<MailboxPage> {
        @Override
        public Class<MailboxPage> answerType() {
            return MailboxPage.class;
        }

        @Override
        public long atLeast() {
            return 0;
        }
    }
}
