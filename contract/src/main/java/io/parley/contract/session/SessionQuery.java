package io.parley.contract.session;

import io.parley.contract.ParleyQuery;
import java.time.Instant;

/** Questions about sessions. */
public sealed interface SessionQuery<A> extends ParleyQuery<A> {

    /**
     * The sessions that were closed since a moment: those whose access tokens have not run out by themselves. Answer:
     * {@link ClosedSessions}.
     *
     * @param since the moment, inclusive
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindClosedSessions(Instant since, long atLeast) implements SessionQuery<ClosedSessions> {
        @Override
        public Class<ClosedSessions> answerType() {
            return ClosedSessions.class;
        }
    }
}
