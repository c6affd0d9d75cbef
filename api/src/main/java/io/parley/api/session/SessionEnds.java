package io.parley.api.session;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Ends on this node, at once, what a closed session may still be used for. Safe for use by several threads. */
@Component
final class SessionEnds {

    private final ClosedSessionDirectory closedSessions;
    private final ObjectProvider<OpenConnections> connections;

    SessionEnds(ClosedSessionDirectory closedSessions, ObjectProvider<OpenConnections> connections) {
        this.closedSessions = closedSessions;
        this.connections = connections;
    }

    /** First the tokens, so that nothing can be opened anew, then what is open. */
    void end(Caller session) {
        closedSessions.add(session.deviceId());
        connections.forEach(open -> open.end(session));
    }
}
