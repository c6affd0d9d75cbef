package io.parley.command.fanout;

import io.parley.contract.id.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What everybody in a group is to get, said as plainly as can be: whoever is in it when a message is sent. */
final class GroupModel {

    private final Map<UserId, List<Long>> members = new HashMap<>();
    private final Map<UserId, List<List<Long>>> left = new HashMap<>();
    private long sequence;

    void joins(UserId user) {
        members.putIfAbsent(user, new ArrayList<>());
    }

    void leaves(UserId user) {
        List<Long> sent = members.remove(user);
        if (sent != null) {
            left.computeIfAbsent(user, u -> new ArrayList<>()).add(sent);
        }
    }

    boolean has(UserId user) {
        return members.containsKey(user);
    }

    Set<UserId> members() {
        return members.keySet();
    }

    void sends() {
        sequence++;
        members.values().forEach(sent -> sent.add(sequence));
    }

    /** What must have been brought to a member by the end, all of it. */
    List<Long> due(UserId user) {
        return members.getOrDefault(user, List.of());
    }

    /** What may have been brought before the user left, of each time in the group as far as it had come by then. */
    List<List<Long>> maybe(UserId user) {
        return left.getOrDefault(user, List.of());
    }
}
