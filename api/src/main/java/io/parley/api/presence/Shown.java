package io.parley.api.presence;

import io.parley.contract.id.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who was pushed that somebody is online, on this node, and not yet that they have gone. Bounded: of more, those are forgotten of whom it
 * was pushed longest ago. For one thread.
 */
final class Shown {

    private final int most;

    /** Users who are online, with those who were told so; oldest first. */
    private final Map<UserId, Set<UserId>> contacts = new LinkedHashMap<>();

    private int size;

    /**
     * Nobody yet.
     *
     * @param most how many contacts at most, of all users together
     */
    Shown(int most) {
        this.most = most;
    }

    /** These were told how a user stands. */
    void told(UserId user, boolean online, Collection<UserId> told) {
        forget(user);
        if (online && !told.isEmpty()) {
            Set<UserId> added = new LinkedHashSet<>(told);
            contacts.put(user, added);
            size += added.size();
            makeRoom();
        }
    }

    private void makeRoom() {
        Iterator<Set<UserId>> oldestFirst = contacts.values().iterator();
        while (size > most && oldestFirst.hasNext()) {
            size -= oldestFirst.next().size();
            oldestFirst.remove();
        }
    }

    private void forget(UserId user) {
        Set<UserId> before = contacts.remove(user);
        size -= before == null ? 0 : before.size();
    }

    /** Those of whom a change of a user's choices may be true: the user, if anybody sees them, and all whom the user sees. */
    List<UserId> concernedBy(UserId user) {
        List<UserId> concerned = new ArrayList<>();
        contacts.forEach((online, told) -> {
            if (online.equals(user) || told.contains(user)) {
                concerned.add(online);
            }
        });
        return concerned;
    }

    /** Forgets, and answers, those who were told that a user is online but for some. */
    List<UserId> forgetAllBut(UserId user, Set<UserId> some) {
        Set<UserId> told = contacts.get(user);
        if (told == null) {
            return List.of();
        }
        List<UserId> lost =
                told.stream().filter(contact -> !some.contains(contact)).toList();
        lost.forEach(told::remove);
        size -= lost.size();
        if (told.isEmpty()) {
            contacts.remove(user);
        }
        return lost;
    }

    /** How many contacts there are, of all users together. */
    int size() {
        return size;
    }
}
