package io.parley.audit.look;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A conversation as it was at some time: what held of it, each as a line under what it is about.
 *
 * @param position up to which event this is
 * @param recordedAt when that was recorded
 * @param facts the lines: the chat itself, its members, its messages
 */
public record Conversation(long position, Instant recordedAt, Map<String, String> facts) {

    /** The lines are kept as they are now, and in their order. */
    public Conversation {
        facts = new LinkedHashMap<>(facts);
    }

    /** All lines. */
    public List<String> lines() {
        return List.copyOf(facts.values());
    }

    /** What is otherwise at a later time: lines that held no more after a minus, and those that hold since after a plus. */
    public List<String> changesTo(Conversation later) {
        Set<String> keys = new LinkedHashSet<>(facts.keySet());
        keys.addAll(later.facts.keySet());
        List<String> changes = new ArrayList<>();
        for (String key : keys) {
            String before = facts.getOrDefault(key, "");
            String after = later.facts.getOrDefault(key, "");
            if (before.equals(after)) {
                continue;
            }
            if (!before.isEmpty()) {
                changes.add("- " + before);
            }
            if (!after.isEmpty()) {
                changes.add("+ " + after);
            }
        }
        return changes;
    }
}
