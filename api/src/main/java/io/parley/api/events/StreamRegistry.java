package io.parley.api.events;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.UserId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who has which streams open on this node: the map by which a live event finds its way without asking every stream. Bounded per
 * user and per node. A stream that has ended stays here until its connection is done with it, since it costs memory until then.
 */
final class StreamRegistry {

    private final ConcurrentMap<UserId, OpenStream[]> byUser = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final int perUser;
    private final int perNode;
    private volatile boolean closing;

    StreamRegistry(int perUser, int perNode) {
        this.perUser = perUser;
        this.perNode = perNode;
    }

    /**
     * Adds a stream.
     *
     * @throws Rejection {@code rate_limited} if the user has too many, {@code overloaded} if the node has, {@code unavailable}
     *     if the node is shutting down
     */
    void add(OpenStream stream) {
        if (open.incrementAndGet() > perNode) {
            open.decrementAndGet();
            throw new Rejection(ErrorCode.OVERLOADED, "Too many streams are open here.");
        }
        try {
            byUser.compute(stream.caller().userId(), (user, streams) -> with(streams, stream));
        } catch (Rejection tooMany) {
            open.decrementAndGet();
            throw tooMany;
        }
        if (closing) { // looked at after the stream was added: it is either refused here or ended by close
            remove(stream);
            throw new Rejection(ErrorCode.UNAVAILABLE, "This node is shutting down.");
        }
    }

    private OpenStream[] with(OpenStream @Nullable [] streams, OpenStream added) {
        if (streams == null) {
            return new OpenStream[] {added};
        }
        if (streams.length >= perUser) {
            throw new Rejection(ErrorCode.RATE_LIMITED, "This user has too many streams open.");
        }
        OpenStream[] more = Arrays.copyOf(streams, streams.length + 1);
        more[streams.length] = added;
        return more;
    }

    /** Forgets a stream whose connection is done with it. */
    void remove(OpenStream stream) {
        byUser.computeIfPresent(stream.caller().userId(), (user, streams) -> without(streams, stream));
    }

    private OpenStream @Nullable [] without(OpenStream[] streams, OpenStream removed) {
        OpenStream[] rest =
                Arrays.stream(streams).filter(each -> each != removed).toArray(OpenStream[]::new);
        open.addAndGet(rest.length - streams.length);
        return rest.length == 0 ? null : rest;
    }

    /** Whether a user has a stream open. */
    boolean has(UserId user) {
        return byUser.containsKey(user);
    }

    /** The streams that these users have open here. */
    List<OpenStream> of(Collection<UserId> users) {
        List<OpenStream> found = List.of();
        for (UserId user : users) {
            OpenStream[] streams = byUser.get(user);
            if (streams != null) {
                if (found.isEmpty()) {
                    found = new ArrayList<>(streams.length * users.size());
                }
                found.addAll(Arrays.asList(streams));
            }
        }
        return found;
    }

    void forEach(Consumer<OpenStream> action) {
        byUser.values().forEach(streams -> Arrays.asList(streams).forEach(action));
    }

    int size() {
        return open.get();
    }

    /** Ends all streams, so that their clients come back elsewhere or later, and refuses new ones. */
    void close() {
        closing = true;
        forEach(OpenStream::end);
    }

    /** Takes new streams again. */
    void reopen() {
        closing = false;
    }
}
