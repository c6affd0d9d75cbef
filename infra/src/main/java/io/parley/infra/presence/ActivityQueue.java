package io.parley.infra.presence;

import io.parley.contract.presence.Activity;
import io.parley.contract.presence.Activity.Connected;
import io.parley.contract.presence.Activity.Disconnected;
import io.parley.contract.presence.Activity.UserWasActive;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be written. Bounded: of what users do beyond the bound is dropped. What must be known of streams is never dropped, and
 * is bounded by how many are open or were when something was written last: of one that began and ended since, nothing needs to be
 * known, and beyond the bound it is forgotten.
 */
final class ActivityQueue {

    private final OwnStreams own;
    private final int capacity;
    private final Runnable dropped;
    private final Map<UUID, Stream> streams = new LinkedHashMap<>();
    private final Deque<UserWasActive> active = new ArrayDeque<>();

    /**
     * An empty one.
     *
     * @param own is told of the streams that begin and end
     * @param dropped is run for each activity that is not kept
     */
    ActivityQueue(OwnStreams own, int capacity, Runnable dropped) {
        this.own = own;
        this.capacity = capacity;
        this.dropped = dropped;
    }

    synchronized void add(Activity activity) {
        if (activity instanceof Connected begun) {
            own.opened(begun);
            stream(begun.connectionId()).connected = begun;
        } else if (activity instanceof Disconnected ended) {
            own.closed(ended.connectionId());
            end(ended);
        } else if (activity instanceof UserWasActive was) {
            addActive(was);
        }
    }

    private Stream stream(UUID connectionId) {
        return streams.computeIfAbsent(connectionId, any -> new Stream());
    }

    private void end(Disconnected ended) {
        Stream waiting = stream(ended.connectionId());
        waiting.disconnected = ended;
        if (waiting.connected != null && !waiting.maybeWritten && isFull()) {
            streams.remove(ended.connectionId());
            dropped.run();
            dropped.run();
        }
    }

    private void addActive(UserWasActive was) {
        if (isFull()) {
            dropped.run();
        } else {
            active.add(was);
        }
    }

    private boolean isFull() {
        return size() >= capacity;
    }

    /** How much waits. */
    synchronized int size() {
        return streams.size() + active.size();
    }

    /** Takes what came first: of streams, then of the rest. */
    synchronized Batch take(int most) {
        List<Connected> connected = new ArrayList<>();
        List<Disconnected> disconnected = new ArrayList<>();
        Iterator<Stream> all = streams.values().iterator();
        while (connected.size() + disconnected.size() < most && all.hasNext()) {
            Stream next = all.next();
            all.remove();
            if (next.connected != null) {
                connected.add(next.connected);
            }
            if (next.disconnected != null) {
                disconnected.add(next.disconnected);
            }
        }
        List<UserWasActive> were = new ArrayList<>();
        while (connected.size() + disconnected.size() + were.size() < most && !active.isEmpty()) {
            were.add(active.remove());
        }
        return new Batch(connected, disconnected, were);
    }

    /** Takes back what was not written, as far as one knows. */
    synchronized void restore(Batch batch) {
        for (Disconnected ended : batch.disconnected()) {
            Stream waiting = stream(ended.connectionId());
            waiting.disconnected = ended;
            waiting.maybeWritten = true;
        }
        for (Connected begun : batch.connected()) {
            Stream waiting = stream(begun.connectionId());
            waiting.connected = begun;
            waiting.maybeWritten = true;
        }
        batch.active().forEach(this::addActive);
    }

    /** Lets all streams that are open be written anew, and answers them. */
    synchronized List<Connected> restate() {
        List<Connected> open = own.all();
        open.forEach(one -> stream(one.connectionId()).connected = one);
        return open;
    }

    /** What is to be written of a stream. */
    private static final class Stream {

        private @Nullable Connected connected;
        private @Nullable Disconnected disconnected;
        private boolean maybeWritten;
    }
}
