package io.parley.contract.session;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.UserId;
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

    /**
     * A page of a user's open sessions. Refused: {@code not_yet} if one of them is held back.
     *
     * @param viewer whose sessions
     * @param refreshedSince the last moment whose refresh tokens have not run out: sessions that were neither opened nor refreshed
     *     since are over
     * @param below only sessions whose {@link SessionView#position()} is below; {@link Long#MAX_VALUE} for the first page
     * @param limit 1 to 100
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindSessions(UserId viewer, Instant refreshedSince, long below, int limit, long atLeast)
            implements SessionQuery<SessionPage> {
        @Override
        public Class<SessionPage> answerType() {
            return SessionPage.class;
        }
    }

    /**
     * On which gateways somebody has streams open, as these have written it down: a moment ago. Operators' question; whom nobody knows
     * has none. Answer: {@link OpenConnections}.
     *
     * @param userId whose
     * @param limit 1 to 100
     */
    record FindConnections(UserId userId, int limit) implements SessionQuery<OpenConnections> {
        @Override
        public Class<OpenConnections> answerType() {
            return OpenConnections.class;
        }

        /** No projection fills this. */
        @Override
        public long atLeast() {
            return 0;
        }
    }
}
