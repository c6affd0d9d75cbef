package io.parley.infra.store;

import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.Roster;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.UserId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All spells of a group, ended ones too, from its membership events in order of position. Not safe for use by several threads. */
public final class SpellHistory {

    private final Roster roster = new Roster();
    private final Map<Key, Spell> spells = new LinkedHashMap<>();

    /** Takes in what happened; what has been taken in already changes nothing. */
    public void take(MembershipEvent event, long position) {
        roster.apply(event, position).ifPresent(this::keep);
        begunBy(event).forEach(this::keep);
    }

    private Collection<Spell> begunBy(MembershipEvent event) {
        if (event instanceof GroupOpened) {
            return roster.members();
        }
        return event instanceof MemberAdded added
                ? Optional.ofNullable(roster.find(added.userId())).stream().toList()
                : List.of();
    }

    private void keep(Spell spell) {
        spells.put(new Key(spell.userId(), spell.version()), spell);
    }

    /** As it was known at a position, in order of joining. */
    public List<Spell> upTo(long position) {
        return spells.values().stream()
                .filter(spell -> spell.from() <= position)
                .map(spell -> spell.until() <= position ? spell : lasting(spell))
                .toList();
    }

    private static Spell lasting(Spell spell) {
        return new Spell(
                spell.userId(), spell.lane(), spell.version(), spell.afterSequence(), spell.from(), Spell.LASTING);
    }

    private record Key(UserId userId, long version) {}
}
