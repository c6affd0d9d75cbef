package io.parley.contract.deadletter;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.DeadLetterId;
import org.jspecify.annotations.Nullable;

/** Questions about events that are held back. Operators' questions; they are answered as things are, and wait for nothing. */
public sealed interface DeadLetterQuery<A> extends ParleyQuery<A> {

    @Override
    default long atLeast() {
        return 0;
    }

    /**
     * What is held back, one for each conversation of a projection: the event that failed. By projection.
     *
     * @param projection of which projection; null for all
     * @param after what comes after this one, as the page before says; null for the first page
     * @param limit 1 to 100
     */
    record FindDeadLetters(
            @Nullable String projection, @Nullable After after, int limit) implements DeadLetterQuery<DeadLetters> {

        @Override
        public Class<DeadLetters> answerType() {
            return DeadLetters.class;
        }
    }

    /**
     * The last of a page.
     *
     * @param projection of which projection
     * @param conversation of which conversation
     */
    record After(String projection, String conversation) {}

    /**
     * One of them in full, also one that waits behind another. Refused: {@code not_found}.
     *
     * @param letterId which
     */
    record FindDeadLetter(DeadLetterId letterId) implements DeadLetterQuery<DeadLetterDetail> {

        @Override
        public Class<DeadLetterDetail> answerType() {
            return DeadLetterDetail.class;
        }
    }
}
