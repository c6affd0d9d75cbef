package io.parley.contract.inbox;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.UserId;

/** Questions about the inbox. */
public sealed interface InboxQuery<A> extends ParleyQuery<A> {

    /**
     * A page of a user's inbox. Refused: {@code not_yet} if a part of it is held back.
     *
     * @param viewer whose inbox
     * @param below only chats whose {@link InboxEntry#activity()} is below; {@link Long#MAX_VALUE} for the first page
     * @param limit 1 to 100
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindInbox(UserId viewer, long below, int limit, long atLeast) implements InboxQuery<InboxPage> {
        @Override
        public Class<InboxPage> answerType() {
            return InboxPage.class;
        }
    }
}
