package io.parley.command.fake;

import static io.parley.command.fake.People.ALICE;
import static io.parley.command.fake.People.CHAT;
import static io.parley.command.fake.People.NOON;
import static io.parley.command.fake.People.content;
import static io.parley.command.fake.People.message;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** A group that Alice opened, and what happens in it. */
public final class Crowd {

    private Crowd() {}

    /** The opening, by Alice, of a group with these others. */
    public static GroupOpened group(UserId... others) {
        List<Seat> seats = new ArrayList<>();
        seats.add(new Seat(ALICE, MemberRole.OWNER, 0));
        for (UserId other : others) {
            seats.add(new Seat(other, MemberRole.MEMBER, seats.size() / GroupLimits.LANE));
        }
        return new GroupOpened(CHAT, ALICE, FakeTitles.sealed("title"), seats, NOON, null, null);
    }

    /** So many people, none of whom has a name. */
    public static UserId[] people(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new UserId(new UUID(0x4000, 0x8000_0000_0000_0000L + n)))
                .toArray(UserId[]::new);
    }

    /** Alice adds somebody. */
    public static MemberAdded added(UserId user, int lane, long version, long afterSequence) {
        return new MemberAdded(CHAT, user, MemberRole.MEMBER, lane, version, afterSequence, ALICE, NOON.plusSeconds(1));
    }

    /** Somebody is removed, or leaves. */
    public static MemberRemoved removed(UserId user, long spell, long version, long lastSequence, UserId by) {
        return new MemberRemoved(CHAT, user, spell, version, lastSequence, by, NOON.plusSeconds(1));
    }

    /** Somebody is given a role. */
    public static RoleChanged role(UserId user, long spell, MemberRole role, UserId by) {
        return new RoleChanged(CHAT, user, spell, role, by, NOON.plusSeconds(1));
    }

    /** Alice's n-th message to the group. */
    public static MessageSent said(long n, long version, List<Long> lanes) {
        var sealed = FakeMessageVault.sealed(message(n), content("text"), null);
        return new MessageSent(
                CHAT,
                message(n),
                ALICE,
                n,
                NOON.plusSeconds(n),
                null,
                new Audience.Group(version, lanes),
                sealed.content(),
                sealed.mac(),
                null);
    }
}
