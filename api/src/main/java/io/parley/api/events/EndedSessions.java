package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.api.session.Caller;
import io.parley.contract.ParleyEvent;
import io.parley.contract.id.DeviceId;
import io.parley.contract.id.Id;
import io.parley.contract.id.UserId;
import io.parley.contract.session.SessionEvent.SessionClosed;
import io.parley.contract.user.UserEvent.UserErased;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/**
 * Ends the streams of sessions that are closed and of accounts that are erased, and remembers these for a short while: a stream may
 * be on its way. Safe for use by several threads.
 */
final class EndedSessions {

    /** Longer than a request is on its way from its authentication to its stream. */
    private static final Duration KEPT = Duration.ofMinutes(2);

    private static final int MOST = 100_000;

    private final StreamRegistry streams;
    private final Cache<DeviceId, Boolean> closed = remembering();
    private final Cache<UserId, Boolean> erased = remembering();

    EndedSessions(StreamRegistry streams) {
        this.streams = streams;
    }

    private static <K extends Id> Cache<K, Boolean> remembering() {
        return Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST).build();
    }

    /** Takes in what happened. Answers whether that is all that there is to it. */
    boolean hear(ParleyEvent event) {
        if (event instanceof SessionClosed session) {
            end(new Caller(session.userId(), session.deviceId()));
            return true;
        }
        if (event instanceof UserErased user) {
            erased.put(user.userId(), true);
            end(user.userId(), stream -> true);
            return true;
        }
        return false;
    }

    /** Ends the streams of a session that is closed. */
    void end(Caller session) {
        closed.put(session.deviceId(), true);
        end(session.userId(), stream -> stream.caller().equals(session));
    }

    private void end(UserId user, Predicate<OpenStream> which) {
        streams.of(List.of(user)).stream().filter(which).forEach(OpenStream::end);
    }

    /** Whether the caller's session was closed, or the account erased, a short while ago. */
    boolean contain(Caller caller) {
        return closed.getIfPresent(caller.deviceId()) != null || erased.getIfPresent(caller.userId()) != null;
    }
}
