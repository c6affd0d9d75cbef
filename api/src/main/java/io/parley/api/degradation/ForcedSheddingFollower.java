package io.parley.api.degradation;

import io.parley.api.dispatch.LogFollower;
import io.parley.api.dispatch.Queries;
import io.parley.contract.ParleyQuery;
import io.parley.contract.degradation.DegradationEvent.SheddingForced;
import io.parley.contract.degradation.DegradationEvent.SheddingFreed;
import io.parley.contract.degradation.DegradationQuery.FindForcedShedding;
import io.parley.contract.degradation.ForcedShedding;
import io.parley.contract.degradation.ForcedShedding.Forced;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import org.springframework.stereotype.Component;

/** Brings to {@link Shedding} what operators say, on whichever node. */
@Component
final class ForcedSheddingFollower extends LogFollower<ForcedShedding> {

    private final Shedding shedding;

    ForcedSheddingFollower(EventTail tail, Queries queries, Shedding shedding) {
        super("forced-shedding", tail, queries);
        this.shedding = shedding;
    }

    @Override
    protected ParleyQuery<ForcedShedding> earlier(long head) {
        return new FindForcedShedding(head);
    }

    @Override
    protected void take(ForcedShedding earlier) {
        shedding.sayEarlier(earlier.items());
    }

    @Override
    protected void heard(LoggedEvent logged) {
        if (logged.event() instanceof SheddingForced forced) {
            shedding.say(new Forced(forced.workClass(), forced.shed(), forced.until()), logged.position());
        } else if (logged.event() instanceof SheddingFreed freed) {
            shedding.free(freed.workClass(), logged.position());
        }
    }
}
