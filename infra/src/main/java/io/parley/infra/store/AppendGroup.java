package io.parley.infra.store;

import io.parley.infra.database.DeferredWrites;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * The events of several commands that are appended together, in one unit of work. Whoever handles the commands says which events
 * are whose; the store says whose were not appended, and why. A part that lost takes with it the later parts that rest on the
 * same aggregates, and no other.
 */
public final class AppendGroup {

    private static final String KEY = AppendGroup.class.getName();

    private final List<Part> parts = new ArrayList<>();
    private OptionalLong lastPosition = OptionalLong.empty();
    private @Nullable String lastEvent;

    /** What became of a part. */
    public enum Fate {
        /** It was appended, or had nothing to append. */
        KEPT,
        /** Another writer had been faster with one of its aggregates. */
        OUTRUN,
        /** One of its events bears an identifier that was used before. */
        ID_USED,
        /** It rests on an earlier part of the group that was not appended. */
        FOLLOWER
    }

    /** Begins a group in a unit of work. */
    public static AppendGroup begin(UnitOfWork<?> unitOfWork) {
        AppendGroup group = new AppendGroup();
        unitOfWork.resources().put(KEY, group);
        return group;
    }

    /** The group of the current unit of work. */
    public static Optional<AppendGroup> current() {
        return CurrentUnitOfWork.map(
                unitOfWork -> (AppendGroup) unitOfWork.root().resources().get(KEY));
    }

    /**
     * Adds what a command did.
     *
     * @param aggregateId the aggregate that it was sent to
     * @param events how many events it published, the next ones after those of the part before
     * @param firstWrite the {@linkplain DeferredWrites#mark() mark} before it
     */
    public Part add(String aggregateId, int events, int firstWrite) {
        Part part = new Part(aggregateId, events, firstWrite, DeferredWrites.mark());
        parts.add(part);
        return part;
    }

    List<Part> parts() {
        return parts;
    }

    /** The position of the last event that the group appended; empty if it appended none. */
    public OptionalLong lastPosition() {
        return lastPosition;
    }

    /** The identifier of that event. */
    Optional<String> lastEvent() {
        return Optional.ofNullable(lastEvent);
    }

    /** Says that all was appended, of a store that tells no position of single events: it is that of the last or a later one. */
    public void appendedAllUpTo(long position) {
        parts.stream().filter(part -> part.events > 0).forEach(part -> part.appendedUpTo(position));
        lastPosition = OptionalLong.of(position);
    }

    void appendedUpTo(long position, String eventId) {
        lastPosition = OptionalLong.of(position);
        lastEvent = eventId;
    }

    /** The aggregates of which the group holds a state that is not in the store. */
    public Set<String> lostAggregates() {
        Set<String> lost = new HashSet<>();
        for (Part part : parts) {
            if (part.fate != Fate.KEPT) {
                lost.addAll(part.aggregates);
            }
        }
        return lost;
    }

    /** Lets all that rest on what was lost before them be lost too, and takes their deferred writes back. */
    void spreadLosses() {
        Set<String> lost = new HashSet<>();
        for (Part part : parts) {
            if (part.fate != Fate.ID_USED && part.aggregates.stream().anyMatch(lost::contains)) {
                part.fate = Fate.FOLLOWER;
            }
            if (part.fate != Fate.KEPT) {
                lost.addAll(part.aggregates);
                DeferredWrites.drop(part.firstWrite, part.endOfWrites);
            }
        }
    }

    /** One command's part. */
    public static final class Part {

        private final Set<String> aggregates = new HashSet<>();
        private final int events;
        private final int firstWrite;
        private final int endOfWrites;
        private Fate fate = Fate.KEPT;
        private OptionalLong position = OptionalLong.empty();

        private Part(String aggregateId, int events, int firstWrite, int endOfWrites) {
            this.aggregates.add(aggregateId);
            this.events = events;
            this.firstWrite = firstWrite;
            this.endOfWrites = endOfWrites;
        }

        /** What became of it, once the group was appended. */
        public Fate fate() {
            return fate;
        }

        /** The position of its last event; empty if it has none. */
        public OptionalLong position() {
            return position;
        }

        int events() {
            return events;
        }

        void touches(String aggregateId) {
            aggregates.add(aggregateId);
        }

        void appendedUpTo(long last) {
            position = OptionalLong.of(last);
        }

        /** The first reason counts, and an identifier that was used is a better one than being outrun. */
        void lose(Fate reason) {
            if (fate == Fate.KEPT || reason == Fate.ID_USED) {
                fate = reason;
            }
        }
    }
}
