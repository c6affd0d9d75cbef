package io.parley.infra.presence;

import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is written in one transaction. A stream that began and ended is in both lists.
 *
 * @param connected streams that began, each once
 * @param disconnected streams that ended, each once
 * @param active what users did
 */
record Batch(List<Connected> connected, List<Disconnected> disconnected, List<UserWasActive> active) {

    int size() {
        return connected.size() + disconnected.size() + active.size();
    }

    boolean isEmpty() {
        return size() == 0;
    }

    /** All of it. */
    List<Activity> all() {
        return Stream.of(connected, disconnected, active)
                .<Activity>flatMap(List::stream)
                .toList();
    }

    /** The streams that began and did not end. */
    List<Connected> open() {
        Set<UUID> ended = new HashSet<>();
        disconnected.forEach(one -> ended.add(one.connectionId()));
        return connected.stream()
                .filter(one -> !ended.contains(one.connectionId()))
                .toList();
    }
}
