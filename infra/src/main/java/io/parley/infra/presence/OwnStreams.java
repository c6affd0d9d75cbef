package io.parley.infra.presence;

import io.parley.contract.presence.Activity.Connected;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The streams that are open on this node, and the name under which it is registered as a gateway. */
final class OwnStreams {

    /** What is registered nowhere. */
    static final UUID NOBODY = new UUID(0, 0);

    private final Map<UUID, Connected> open = new ConcurrentHashMap<>();
    private volatile UUID node = NOBODY;

    UUID node() {
        return node;
    }

    void registered(UUID as) {
        node = as;
    }

    void opened(Connected stream) {
        open.put(stream.connectionId(), stream);
    }

    void closed(UUID connectionId) {
        open.remove(connectionId);
    }

    boolean has(UUID connectionId) {
        return open.containsKey(connectionId);
    }

    List<Connected> all() {
        return List.copyOf(open.values());
    }
}
