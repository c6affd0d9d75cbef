package io.parley.contract.purge;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;

/** Questions about what was destroyed. */
public sealed interface PurgeQuery<A> extends ParleyQuery<A> {

    /**
     * The certificates of what was destroyed in a chat, the latest first; also once it is gone. Refused: {@code chat_not_found} to who
     * never was in it.
     *
     * @param chatId the chat
     * @param viewer who asks
     * @param below only what was destroyed at a position below; {@link Long#MAX_VALUE} for the first page
     * @param limit 1 to 100
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindPurges(ChatId chatId, UserId viewer, long below, int limit, long atLeast)
            implements PurgeQuery<PurgePage> {
        @Override
        public Class<PurgePage> answerType() {
            return PurgePage.class;
        }
    }

    /**
     * The certificates of an account's erasure, for operators. Refused: {@code user_not_found} if it was not erased.
     *
     * @param userId the account
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindErasure(UserId userId, long atLeast) implements PurgeQuery<PurgePage> {
        @Override
        public Class<PurgePage> answerType() {
            return PurgePage.class;
        }
    }
}
