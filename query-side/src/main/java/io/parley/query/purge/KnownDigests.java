package io.parley.query.purge;

import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers which messages went where they were many. The log never changes, so that they need not be read again; and who asked for so
 * many that no answer came in time gets it by asking again.
 */
final class KnownDigests {

    private static final int MANY = 1_000;

    private final Map<Key, Messages> known;

    /**
     * Remembers some.
     *
     * @param capacity how many it remembers at most, each with its items
     */
    KnownDigests(int capacity) {
        this.known = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Messages> eldest) {
                return size() > capacity;
            }
        };
    }

    /** What is remembered, or else what is read now. */
    Messages of(long position, List<SequenceRange> ranges, Supplier<Messages> read) {
        Key key = new Key(position, ranges);
        synchronized (known) {
            Messages found = known.get(key);
            if (found != null) {
                return found;
            }
        }
        Messages messages = read.get();
        if (messages.count() > MANY) {
            synchronized (known) {
                known.put(key, messages);
            }
        }
        return messages;
    }

    private record Key(long position, List<SequenceRange> ranges) {}
}
