package io.parley.contract.degradation;

import io.parley.contract.ParleyQuery;

/** Questions about what is given up. */
public sealed interface DegradationQuery<A> extends ParleyQuery<A> {

    /**
     * What operators have said that still stands, what has ended by itself among it. Answer: {@link ForcedShedding}.
     *
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindForcedShedding(long atLeast) implements DegradationQuery<ForcedShedding> {
        @Override
        public Class<ForcedShedding> answerType() {
            return ForcedShedding.class;
        }
    }
}
