package io.parley.api.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.api.dispatch.RandomIds;
import io.parley.api.events.StreamObserver;
import io.parley.api.session.Caller;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.ActivityLog;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are open on this node: gives each a name of its own, and says to all nodes that it is there. */
final class StreamsHere implements StreamObserver {

    /** Longer than a list of the streams of all nodes is on its way. */
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private static final int MOST_REMEMBERED = 100_000;

    private final PresenceBoard board;
    private final ActivityLog log;
    private final RandomIds ids;
    private final Clock clock;
    private final Set<UUID> open = ConcurrentHashMap.newKeySet();
    private final Cache<UUID, Boolean> ended;

    StreamsHere(PresenceBoard board, ActivityLog log, RandomIds ids, Clock clock, Ticker ticker) {
        this.board = board;
        this.log = log;
        this.ids = ids;
        this.clock = clock;
        this.ended = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(MOST_REMEMBERED)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    @Override
    public Runnable opened(Caller caller) {
        UUID id = ids.next();
        open.add(id);
        log.note(new Connected(caller.userId(), caller.deviceId(), id, clock.instant()));
        board.opened(caller.userId());
        return () -> closed(caller, id);
    }

    private void closed(Caller caller, UUID id) {
        ended.put(id, true);
        open.remove(id);
        log.note(new Disconnected(caller.userId(), caller.deviceId(), id, clock.instant()));
        board.closed(caller.userId());
    }

    /** Whether a stream is, or was a short while ago, one of this node, which then knows more of it than anybody else. */
    boolean has(UUID connectionId) {
        return open.contains(connectionId) || ended.getIfPresent(connectionId) != null;
    }
}
