package io.parley.contract.fanout;

import io.parley.contract.ParleyQuery;

/** Questions about the fan-out of groups' messages. Operators' questions. */
public sealed interface FanOutQuery<A> extends ParleyQuery<A> {

    /**
     * What was given up and not brought since, the oldest first.
     *
     * @param after only what was given up at a later position; 0 for the first page
     * @param limit 1 to 100
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindAbandonedFanOuts(long after, int limit, long atLeast) implements FanOutQuery<AbandonedFanOuts> {
        @Override
        public Class<AbandonedFanOuts> answerType() {
            return AbandonedFanOuts.class;
        }
    }
}
