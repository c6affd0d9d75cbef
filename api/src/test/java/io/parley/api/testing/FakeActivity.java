package io.parley.api.testing;

import io.parley.contract.presence.Activity;
import io.parley.contract.presence.ActivityFeed;
import io.parley.contract.presence.ActivityLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what it was told, and tells those who follow what a test says that other nodes noted. */
public final class FakeActivity implements ActivityLog, ActivityFeed {

    private final List<Activity> noted = new CopyOnWriteArrayList<>();
    private final List<Hearer> hearers = new CopyOnWriteArrayList<>();

    @Override
    public void note(Activity activity) {
        noted.add(activity);
    }

    @Override
    public Subscription follow(Hearer hearer) {
        hearers.add(hearer);
        hearer.anew(List.of());
        return () -> hearers.remove(hearer);
    }

    /** What was noted, in order. */
    public List<Activity> noted() {
        return noted;
    }

    /** What was noted of one kind, in order. */
    public <T extends Activity> List<T> noted(Class<T> kind) {
        return noted.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Other nodes note something. */
    public void elsewhere(Activity... activities) {
        hearers.forEach(hearer -> hearer.heard(List.of(activities)));
    }

    /** Whoever follows may have missed something, and is told how things stand. */
    public void anew(Activity... activities) {
        hearers.forEach(hearer -> hearer.anew(List.of(activities)));
    }

    /** Whether anybody follows. */
    public boolean isFollowed() {
        return !hearers.isEmpty();
    }
}
