package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Roster;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.mailbox.Addressees;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is in which group, as of the event that the feed hears. Rosters are kept in memory as far as there is room and kept up to date
 * with every event that is heard: one that is here is exact, one that is not is read from the log when it is needed. For use by the
 * feed's thread alone, and only in order of position.
 */
final class Rosters {

    private final Memberships memberships;
    private final Cache<ChatId, Roster> rosters;

    /**
     * @param members how many members are kept, over all groups
     */
    Rosters(Memberships memberships, long members) {
        this.memberships = memberships;
        this.rosters = Caffeine.newBuilder()
                .maximumWeight(members)
                .<ChatId, Roster>weigher((chat, roster) -> 1 + roster.members().size())
                .executor(Runnable::run)
                .build();
    }

    /**
     * Takes in what happened in a group.
     *
     * @param wanted whether it matters whom it is for; if not, nothing is read from the log
     * @return those whom it is for, who joins or leaves by it among them
     */
    List<UserId> hear(GroupEvent event, long position, boolean wanted) {
        Roster roster = event instanceof GroupOpened && wanted
                ? Roster.of(List.of())
                : find(event.chatId(), position - 1, wanted);
        if (roster == null) {
            return List.of();
        }
        Optional<Spell> ended = Optional.empty();
        if (event instanceof MembershipEvent change) {
            ended = roster.apply(change, position);
            rosters.put(event.chatId(), roster); // anew, for it weighs something else now
        }
        List<UserId> users = new ArrayList<>(roster.members().size() + 1);
        roster.members().forEach(spell -> users.add(spell.userId()));
        ended.ifPresent(spell -> users.add(spell.userId()));
        return users;
    }

    /** Those of a lane's members to whom a message is brought that fills the lane at this position. */
    List<UserId> brought(Addressees.Lane lane, long position) {
        return at(lane.chatId(), position).lane(lane.lane()).stream()
                .filter(spell -> spell.isBrought(lane.sequence(), position))
                .map(Spell::userId)
                .toList();
    }

    /** Those who are in a group as of an event at this position that leaves it as it is. */
    List<UserId> everybody(ChatId chatId, long position) {
        return List.copyOf(at(chatId, position).users());
    }

    /** A group is gone: nobody needs to know any more who was in it. */
    void forget(ChatId chatId) {
        rosters.invalidate(chatId);
    }

    /** The group's roster as of an event at this position that leaves it as it is. Not to be kept. */
    Roster at(ChatId chatId, long position) {
        Roster known = rosters.getIfPresent(chatId);
        return known == null ? load(chatId, position) : known;
    }

    private @Nullable Roster find(ChatId chatId, long position, boolean wanted) {
        return wanted ? at(chatId, position) : rosters.getIfPresent(chatId);
    }

    private Roster load(ChatId chatId, long position) {
        Roster roster = Roster.of(memberships.of(chatId, position));
        rosters.put(chatId, roster);
        return roster;
    }

    /** Forgets everything: to be called when events may have been missed. */
    void clear() {
        rosters.invalidateAll();
    }
}
