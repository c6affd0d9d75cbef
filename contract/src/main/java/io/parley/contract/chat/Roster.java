package io.parley.contract.chat;

import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.id.UserId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group, kept up to date by its membership events in order of position. Holds the spells that last and forgets the
 * others. Not safe for use by several threads.
 */
public final class Roster {

    private final Map<UserId, Spell> members = new LinkedHashMap<>();
    private final Map<Integer, Map<UserId, Spell>> lanes = new HashMap<>();
    private long version;

    /** Of those spells that last. */
    public static Roster of(Collection<Spell> spells) {
        Roster roster = new Roster();
        for (Spell spell : spells) {
            roster.version = Math.max(roster.version, spell.version());
            if (spell.lasts()) {
                roster.begin(spell);
            }
        }
        return roster;
    }

    /**
     * Takes in what happened; what has been taken in already changes nothing.
     *
     * @return the spell that ended by it
     */
    public Optional<Spell> apply(MembershipEvent event, long position) {
        if (event.membershipVersion() <= version) {
            return Optional.empty();
        }
        version = event.membershipVersion();
        if (event instanceof GroupOpened opened) {
            opened.members().forEach(seat -> begin(opened.spellOf(seat, position)));
        } else if (event instanceof MemberAdded added) {
            begin(added.spell(position));
        } else if (event instanceof MemberRemoved removed) {
            return end(removed.userId(), position);
        }
        return Optional.empty();
    }

    private void begin(Spell spell) {
        members.put(spell.userId(), spell);
        lanes.computeIfAbsent(spell.lane(), lane -> new LinkedHashMap<>()).put(spell.userId(), spell);
    }

    private Optional<Spell> end(UserId userId, long position) {
        Spell ended = members.remove(userId);
        if (ended == null) {
            return Optional.empty();
        }
        Map<UserId, Spell> lane = lanes.get(ended.lane());
        if (lane != null) {
            lane.remove(userId);
        }
        return Optional.of(ended.endedAt(position));
    }

    /** The version of the membership that it shows; 0 if it knows nothing. */
    public long version() {
        return version;
    }

    /** The spells that last, in order of joining. */
    public Collection<Spell> members() {
        return members.values();
    }

    /** Those who are in the group, in order of joining. */
    public Set<UserId> users() {
        return Collections.unmodifiableSet(members.keySet());
    }

    /** Those of them that are in a lane. */
    public Collection<Spell> lane(int lane) {
        return lanes.getOrDefault(lane, Map.of()).values();
    }

    /** A member's spell; null if the user is none. */
    public @Nullable Spell find(UserId userId) {
        return members.get(userId);
    }
}
