package io.parley.api.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.UserId;
import io.parley.contract.session.ClosedSessions;
import org.springframework.stereotype.Component;

/**
 * The sessions that were closed while access tokens of theirs may still be about: those are refused. So are all tokens of an account
 * that was erased: its sessions are closed one by one, a moment later. In memory; an entry goes when the last such token has run out.
 * {@link ClosedSessionFollower} fills it.
 */
@Component
public final class ClosedSessionDirectory {

    private final Cache<DeviceId, Boolean> closed;
    private final Cache<UserId, Boolean> erased;
    private volatile boolean complete;

    ClosedSessionDirectory(TokenProperties properties) {
        closed = remembering(properties);
        erased = remembering(properties);
    }

    private static <K> Cache<K, Boolean> remembering(TokenProperties properties) {
        return Caffeine.newBuilder()
                .maximumSize(properties.closedSessions())
                .expireAfterWrite(properties.access())
                .build();
    }

    void add(DeviceId deviceId) {
        closed.put(deviceId, Boolean.TRUE);
    }

    /** An account was erased: none of its tokens is good any more, whichever session's. */
    public void addErased(UserId userId) {
        erased.put(userId, Boolean.TRUE);
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

    /** Whether the caller's session was closed, or the account erased. */
    boolean contains(Caller caller) {
        return closed.getIfPresent(caller.deviceId()) != null || erased.getIfPresent(caller.userId()) != null;
    }
}
