package io.parley.infra.presence;

import io.parley.contract.id.UserId;
import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import io.parley.contract.presence.ActivityFeed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a node knows of the others, as one who keeps a board of it would. */
final class Board implements ActivityFeed.Hearer {

    private final Map<UUID, Connected> open = new HashMap<>();
    private final Set<UserId> active = new HashSet<>();
    private ActivityFeed.@Nullable Subscription subscription;
    private int anew;
    private int heard;

    void follows(ActivityFeed.Subscription by) {
        subscription = by;
    }

    void leave() {
        if (subscription != null) {
            subscription.close();
        }
    }

    @Override
    public synchronized void anew(List<Activity> activities) {
        anew++;
        open.clear();
        active.clear();
        activities.forEach(this::take);
    }

    @Override
    public synchronized void heard(List<Activity> activities) {
        heard += activities.size();
        activities.forEach(this::take);
    }

    private void take(Activity activity) {
        if (activity instanceof Connected begun) {
            open.put(begun.connectionId(), begun);
        } else if (activity instanceof Disconnected ended) {
            open.remove(ended.connectionId());
        } else if (activity instanceof UserWasActive was) {
            active.add(was.userId());
        }
    }

    synchronized Set<UUID> open() {
        return Set.copyOf(open.keySet());
    }

    synchronized Set<UserId> active() {
        return Set.copyOf(active);
    }

    synchronized int timesAnew() {
        return anew;
    }

    synchronized int heard() {
        return heard;
    }
}
