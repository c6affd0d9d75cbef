package io.parley.query.purge;

import io.parley.contract.id.KeyId;
import io.parley.contract.message.SequenceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What of a chat concerns a viewer: the messages that were sent in the viewer's spells, whenever they were destroyed. Of others not even
 * the number is told, nor their keys, whose identifiers would tell when they were sent.
 */
final class Viewer {

    /** The end of a spell that has none. */
    static final long LASTING = Long.MAX_VALUE;

    private final List<Spell> spells;

    /** A viewer with these spells, in order. */
    Viewer(List<Spell> spells) {
        this.spells = List.copyOf(spells);
    }

    /** That part of what was destroyed which concerns the viewer; nothing if none does. */
    Optional<Destroyed> part(Destroyed destroyed) {
        List<SequenceRange> ranges = new ArrayList<>();
        for (SequenceRange range : destroyed.ranges()) {
            spells.forEach(spell -> common(range, spell).ifPresent(ranges::add));
        }
        if (ranges.isEmpty() && !(destroyed.whole() && isThereAt(destroyed.position()))) {
            return Optional.empty();
        }
        return Optional.of(destroyed.with(ranges, destroyed.whole() ? destroyed.keys() : keys(destroyed)));
    }

    private boolean isThereAt(long position) {
        return spells.stream().anyMatch(spell -> spell.untilPosition() > position);
    }

    private static Optional<SequenceRange> common(SequenceRange range, Spell spell) {
        long from = Math.max(range.from(), spell.afterSequence() + 1);
        long to = Math.min(range.to(), spell.untilSequence());
        return from <= to ? Optional.of(new SequenceRange(from, to)) : Optional.empty();
    }

    private List<KeyId> keys(Destroyed destroyed) {
        List<KeyId> keys = new ArrayList<>();
        int number = 0;
        for (SequenceRange range : destroyed.ranges()) {
            for (long sequence = range.from(); sequence <= range.to(); sequence++) {
                if (isTold(sequence)) {
                    keys.add(destroyed.keys().get(number));
                }
                number++;
            }
        }
        return keys;
    }

    private boolean isTold(long sequence) {
        return spells.stream().anyMatch(spell -> spell.afterSequence() < sequence && sequence <= spell.untilSequence());
    }

    /**
     * The viewer's membership from joining to leaving.
     *
     * @param afterSequence what comes after it is for the viewer
     * @param untilSequence what comes after it is not; {@link #LASTING} if the spell lasts
     * @param untilPosition the position at which it ended; {@link #LASTING} if it lasts
     */
    record Spell(long afterSequence, long untilSequence, long untilPosition) {}
}
