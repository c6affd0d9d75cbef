package io.parley.infra.wiring;

import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.MembershipEvent;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Spell;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.EventsByPosition;
import io.parley.contract.log.LoggedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A log in memory: the position of an event is its place, from 1. Tells who was in a group, too. */
final class MemoryLog implements EventsByPosition, Memberships {

    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private final List<LoggedEvent> events = new ArrayList<>();

    long append(ParleyEvent event) {
        long position = head() + 1;
        events.add(new LoggedEvent(position, BEGINNING.plusMillis(position), event));
        return position;
    }

    long head() {
        return events.size();
    }

    @Override
    public List<LoggedEvent> at(List<Long> positions) {
        return positions.stream()
                .sorted()
                .filter(position -> position >= 1 && position <= head())
                .map(position -> events.get((int) (position - 1)))
                .toList();
    }

    @Override
    public List<LoggedEvent> between(long after, long upTo, int limit) {
        return events.stream()
                .filter(event -> event.position() > after && event.position() <= upTo)
                .limit(limit)
                .toList();
    }

    @Override
    public List<Spell> of(ChatId chatId, long upTo) {
        List<Spell> spells = new ArrayList<>();
        for (LoggedEvent logged : between(0, upTo, Integer.MAX_VALUE)) {
            if (logged.event() instanceof MembershipEvent event
                    && event.chatId().equals(chatId)) {
                take(event, logged.position(), spells);
            }
        }
        return spells;
    }

    private static void take(MembershipEvent event, long position, List<Spell> spells) {
        if (event instanceof GroupOpened opened) {
            opened.members().forEach(seat -> spells.add(opened.spellOf(seat, position)));
        } else if (event instanceof MemberAdded added) {
            spells.add(added.spell(position));
        } else if (event instanceof MemberRemoved removed) {
            spells.replaceAll(spell -> spell.userId().equals(removed.userId()) && spell.version() == removed.spell()
                    ? new Spell(
                            spell.userId(),
                            spell.lane(),
                            spell.version(),
                            spell.afterSequence(),
                            spell.from(),
                            position)
                    : spell);
        }
    }
}
