package io.parley.api.events;

import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.Memberships;
import io.parley.contract.chat.Spell;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Who was in which group when, as a {@link FakeLog} has it. */
final class FakeMemberships implements Memberships {

    private final FakeLog log;
    private final AtomicInteger loads = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();

    FakeMemberships(FakeLog log) {
        this.log = log;
    }

    /** How often a group was asked for. */
    int loads() {
        return loads.get();
    }

    void fail(int times) {
        failures.set(times);
    }

    @Override
    public List<Spell> of(ChatId chatId, long upTo) {
        loads.incrementAndGet();
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new Rejection(ErrorCode.UNAVAILABLE, "unavailable");
        }
        return spells(chatId, upTo);
    }

    List<Spell> spells(ChatId chatId, long upTo) {
        List<Spell> spells = new ArrayList<>();
        for (LoggedEvent logged : log.between(0, upTo)) {
            if (logged.event() instanceof GroupOpened opened && opened.chatId().equals(chatId)) {
                opened.members().forEach(seat -> spells.add(opened.spellOf(seat, logged.position())));
            } else if (logged.event() instanceof MemberAdded added
                    && added.chatId().equals(chatId)) {
                spells.add(added.spell(logged.position()));
            } else if (logged.event() instanceof MemberRemoved removed
                    && removed.chatId().equals(chatId)) {
                spells.replaceAll(spell -> spell.userId().equals(removed.userId()) && spell.lasts()
                        ? endedAt(spell, logged.position())
                        : spell);
            }
        }
        return spells;
    }

    private static Spell endedAt(Spell spell, long position) {
        return new Spell(spell.userId(), spell.lane(), spell.version(), spell.afterSequence(), spell.from(), position);
    }
}
