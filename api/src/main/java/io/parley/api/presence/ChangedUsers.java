package io.parley.api.presence;

import io.parley.contract.id.UserId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Users who came or went and whose contacts are to be told, each at once the first time and then only after a while, so that somebody
 * who comes and goes all the time is told of now and then, as it stands by then. Bounded: of more, the oldest are dropped, and told of
 * when they change again. Safe for use by several threads.
 */
final class ChangedUsers {

    private final int most;

    /** Who is to be told of, with what their contacts were told last, if that was a short while ago; oldest first. */
    private final Map<UserId, Changed> due = new LinkedHashMap<>();

    /** Who was told of a short while ago, oldest first. */
    private final Map<UserId, Told> told = new LinkedHashMap<>();

    private long dropped;

    ChangedUsers(int most) {
        this.most = most;
    }

    /** Takes in a change. Answers whether it is due now. */
    synchronized boolean add(UserId user) {
        Told lately = told.get(user);
        if (lately != null) {
            lately.changedSince = true;
            return false;
        }
        makeDue(new Changed(user, null));
        return true;
    }

    /** Makes those due that changed since they were told of, if that was before a time. Answers whether anybody is due. */
    synchronized boolean ripen(long before) {
        Iterator<Map.Entry<UserId, Told>> oldestFirst = told.entrySet().iterator();
        while (oldestFirst.hasNext()) {
            Map.Entry<UserId, Told> next = oldestFirst.next();
            if (next.getValue().at - before > 0) {
                break;
            }
            oldestFirst.remove();
            forget(next.getKey(), next.getValue());
        }
        return !due.isEmpty();
    }

    /** Takes those that are due, at most so many, and remembers when. What changes from now on is another change. */
    synchronized List<Changed> take(int atMost, long now) {
        List<Changed> taken = new ArrayList<>();
        Iterator<Changed> oldestFirst = due.values().iterator();
        while (oldestFirst.hasNext() && taken.size() < atMost) {
            Changed next = oldestFirst.next();
            oldestFirst.remove();
            taken.add(next);
            tell(next, now);
        }
        return taken;
    }

    /** Those who were taken could not be told of: they are due again. */
    synchronized void giveBack(List<Changed> taken) {
        for (Changed user : taken) {
            told.remove(user.userId());
            makeDue(user);
        }
    }

    /** Notes what a user's contacts were told. */
    synchronized void told(UserId user, boolean online) {
        Told lately = told.get(user);
        if (lately != null) {
            lately.online = online;
        }
    }

    private void tell(Changed user, long now) {
        told.remove(user.userId());
        told.put(user.userId(), new Told(now, user.toldOnline()));
        if (told.size() > most) {
            Map.Entry<UserId, Told> oldest = told.entrySet().iterator().next();
            told.remove(oldest.getKey());
            forget(oldest.getKey(), oldest.getValue());
        }
    }

    private void forget(UserId user, Told lately) {
        if (lately.changedSince) {
            makeDue(new Changed(user, lately.online));
        }
    }

    private void makeDue(Changed user) {
        due.putIfAbsent(user.userId(), user);
        if (due.size() > most) {
            due.remove(due.keySet().iterator().next());
            dropped++;
        }
    }

    /** How many wait to be told of. */
    synchronized int size() {
        return due.size();
    }

    /** How many were dropped. */
    synchronized long dropped() {
        return dropped;
    }

    /**
     * A user who is to be told of.
     *
     * @param userId who
     * @param toldOnline whether contacts were told last that the user is online, if that was a short while ago
     */
    record Changed(UserId userId, @Nullable Boolean toldOnline) {}

    /** When somebody was told of, what was told, and whether it has changed since. */
    private static final class Told {

        private final long at;
        private @Nullable Boolean online;
        private boolean changedSince;

        Told(long at, @Nullable Boolean online) {
            this.at = at;
            this.online = online;
        }
    }
}
