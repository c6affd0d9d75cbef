package io.parley.api.presence;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import io.parley.contract.presence.ActivityFeed;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What this node hears of the others, put on the board. For the feed's thread alone. */
final class StreamsElsewhere implements ActivityFeed.Hearer {

    /** Longer than the news that a stream has ended can be ahead of the list in which it still stands. */
    private static final Duration REMEMBERED = Duration.ofMinutes(2);

    private final PresenceBoard board;
    private final StreamsHere here;
    private final int most;
    private final Clock clock;
    private final Cache<UUID, Boolean> ended;
    private Map<UUID, UserId> open = new HashMap<>();

    StreamsElsewhere(PresenceBoard board, StreamsHere here, int most, Clock clock, Ticker ticker) {
        this.board = board;
        this.here = here;
        this.most = most;
        this.clock = clock;
        this.ended = Caffeine.newBuilder()
                .expireAfterWrite(REMEMBERED)
                .maximumSize(most)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Who goes on having a stream must not look offline meanwhile: so what is new comes before what is over. */
    @Override
    public void anew(List<Activity> activities) {
        Map<UUID, UserId> before = open;
        open = new HashMap<>();
        for (Activity activity : activities) {
            if (activity instanceof Connected connected && isNews(connected) && !before.containsKey(id(connected))) {
                board.opened(connected.userId());
            }
            if (activity instanceof UserWasActive active) {
                board.activeElsewhere(active.userId(), active.at(), Duration.between(active.at(), clock.instant()));
            }
        }
        before.forEach((id, user) -> {
            if (!open.containsKey(id)) {
                board.closed(user);
            }
        });
    }

    @Override
    public void heard(List<Activity> activities) {
        for (Activity activity : activities) {
            if (activity instanceof Connected connected && isNews(connected)) {
                board.opened(connected.userId());
            } else if (activity instanceof Disconnected disconnected) {
                closed(disconnected);
            } else if (activity instanceof UserWasActive active) {
                board.activeElsewhere(active.userId(), active.at(), Duration.ZERO);
            }
        }
    }

    private static UUID id(Connected connected) {
        return connected.connectionId();
    }

    /** Takes in a stream, unless it is known already, known to have ended, or one too many. */
    private boolean isNews(Connected connected) {
        UUID id = id(connected);
        return open.size() < most
                && !here.has(id)
                && ended.getIfPresent(id) == null
                && open.putIfAbsent(id, connected.userId()) == null;
    }

    private void closed(Disconnected disconnected) {
        ended.put(disconnected.connectionId(), true);
        UserId user = open.remove(disconnected.connectionId());
        if (user != null) {
            board.closed(user);
        }
    }
}
