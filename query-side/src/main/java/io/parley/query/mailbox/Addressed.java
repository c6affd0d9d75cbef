package io.parley.query.mailbox;

import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.log.LoggedEvent;
import io.parley.contract.mailbox.Addressees;
import io.parley.contract.mailbox.Addressees.Lane;
import io.parley.contract.mailbox.Addressees.Members;
import io.parley.contract.mailbox.Addressees.Users;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Tells which events of the log are for a user. Looks up who was in a group once, for all events of one page. */
final class Addressed {

    private final UserId userId;
    private final long upTo;
    private final Memberships memberships;
    private final Map<ChatId, List<Spell>> spells = new HashMap<>();

    /**
     * For a page.
     *
     * @param upTo the highest position that an event of the page can have
     */
    Addressed(UserId userId, long upTo, Memberships memberships) {
        this.userId = userId;
        this.upTo = upTo;
        this.memberships = memberships;
    }

    boolean is(LoggedEvent logged) {
        Addressees addressees = Addressees.of(logged.event());
        if (addressees instanceof Users some) {
            return some.users().contains(userId);
        }
        if (addressees instanceof Members members) {
            return within(members.chatId(), spell -> spell.hears(logged.position()));
        }
        return addressees instanceof Lane lane
                && within(
                        lane.chatId(),
                        spell -> spell.lane() == lane.lane() && spell.isBrought(lane.sequence(), logged.position()));
    }

    private boolean within(ChatId chatId, Predicate<Spell> covers) {
        return spells.computeIfAbsent(chatId, this::spells).stream().anyMatch(covers);
    }

    private List<Spell> spells(ChatId chatId) {
        return memberships.of(chatId, upTo).stream()
                .filter(spell -> spell.userId().equals(userId))
                .toList();
    }
}
