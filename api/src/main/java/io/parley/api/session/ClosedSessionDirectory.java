package io.parley.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.id.DeviceId;
import io.parley.contract.session.ClosedSessions;
import org.springframework.stereotype.Component;

/**
 * The sessions that were closed while access tokens of theirs may still be about: those are refused. In memory; an entry goes
 * when the last such token has run out. {@link ClosedSessionFollower} fills it.
 */
@Component
final class ClosedSessionDirectory {

    private final Cache<DeviceId, Boolean> closed;
    private volatile boolean complete;

    ClosedSessionDirectory(TokenProperties properties) {
        closed = Caffeine.newBuilder()
                .maximumSize(properties.closedSessions())
                .expireAfterWrite(properties.access())
                .build();
    }

    void add(DeviceId deviceId) {
        closed.put(deviceId, Boolean.TRUE);
    }

    /** What was closed before this node began to follow the log; from now on the directory is complete. */
    void addEarlier(ClosedSessions earlier) {
        earlier.deviceIds().forEach(this::add);
        complete = true;
    }

    /** Whether it knows all closed sessions; until then no access token can be trusted. */
    boolean isComplete() {
        return complete;
    }

    boolean contains(DeviceId deviceId) {
        return closed.getIfPresent(deviceId) != null;
    }
}
