package io.parley.api.session;

import io.parley.api.dispatch.LogFollower;
import io.parley.api.dispatch.Queries;
import io.parley.contract.ParleyQuery;
import io.parley.contract.log.EventTail;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.session.ClosedSessions;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.session.SessionQuery.FindClosedSessions;
import io.parley.contract.user.UserEvent.UserErased;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Keeps the {@link ClosedSessionDirectory}. Requests with tokens are refused as {@code unavailable} until it is complete. */
@Component
final class ClosedSessionFollower extends LogFollower<ClosedSessions> {

    private final ClosedSessionDirectory directory;
    private final TokenProperties properties;
    private final Clock clock;

    ClosedSessionFollower(
            EventTail tail,
            Queries queries,
            ClosedSessionDirectory directory,
            TokenProperties properties,
            Clock clock) {
        super("closed-sessions", tail, queries);
        this.directory = directory;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    protected ParleyQuery<ClosedSessions> earlier(long head) {
        return new FindClosedSessions(clock.instant().minus(properties.access()), head);
    }

    @Override
    protected void take(ClosedSessions earlier) {
        directory.addEarlier(earlier);
    }

    @Override
    protected void heard(LoggedEvent logged) {
        if (logged.event() instanceof SessionClosed closed) {
            directory.add(closed.deviceId());
        } else if (logged.event() instanceof UserErased erased) {
            directory.addErased(erased.userId());
        }
    }
}
