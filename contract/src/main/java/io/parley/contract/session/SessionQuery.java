package io.parley.contract.session;

import io.parley.contract.ParleyQuery;
import io.parley.contract.id.DeviceId;
import java.time.Instant;
import java.util.List;

/** Questions about sessions. */
public sealed interface SessionQuery<A> extends ParleyQuery<A> {

    /**
     * The sessions that were closed since a moment: those whose access tokens have not run out by themselves. The answer is
     * a list of {@link DeviceId}.
     *
     * @param since the moment, inclusive
     * @param atLeast see {@link ParleyQuery#atLeast()}
     */
    record FindClosedSessions(Instant since, long atLeast) implements SessionQuery<List<DeviceId>> {}
}
