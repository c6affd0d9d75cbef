package io.parley.command.chat;

import io.parley.contract.chat.Audience;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.Seat;
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is in a group, in order of joining, and in which lanes they sit: part of the chat's state and of its snapshot. Its size is
 * that of the group, however many messages there were. Changed by events alone.
 */
final class GroupMembers {

    /** In order of joining; not final, so that a snapshot can be read back into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private LinkedHashMap<UserId, Member> members = new LinkedHashMap<>();

    /** Of each lane, the sequence after which it begins. */
    @SuppressWarnings("FieldMayBeFinal")
    private ArrayList<Long> lanes = new ArrayList<>();

    /** Of each lane, how many sit in it. */
    @SuppressWarnings("FieldMayBeFinal")
    private ArrayList<Integer> taken = new ArrayList<>();

    private long version;

    /** The places of those who open a group, the first of whom owns it: lane after lane. */
    static List<Seat> seats(Collection<UserId> users) {
        List<Seat> seats = new ArrayList<>(users.size());
        for (UserId user : users) {
            MemberRole role = seats.isEmpty() ? MemberRole.OWNER : MemberRole.MEMBER;
            seats.add(new Seat(user, role, seats.size() / GroupLimits.LANE));
        }
        return seats;
    }

    void begin(GroupOpened event) {
        version = event.membershipVersion();
        event.members()
                .forEach(
                        seat -> sit(seat.userId(), new Member(seat.role(), seat.lane(), version, event.openedAt()), 0));
    }

    void add(MemberAdded event) {
        version = event.membershipVersion();
        sit(event.userId(), new Member(event.role(), event.lane(), version, event.addedAt()), event.afterSequence());
    }

    private void sit(UserId userId, Member member, long afterSequence) {
        members.put(userId, member);
        if (member.lane() == lanes.size()) {
            lanes.add(afterSequence);
            taken.add(0);
        }
        taken.set(member.lane(), taken.get(member.lane()) + 1);
    }

    void remove(MemberRemoved event) {
        version = event.membershipVersion();
        Member left = members.remove(event.userId());
        if (left != null) {
            taken.set(left.lane(), taken.get(left.lane()) - 1);
        }
    }

    void change(RoleChanged event) {
        members.computeIfPresent(event.userId(), (user, member) -> member.as(event.role()));
    }

    @Nullable
    Member find(UserId userId) {
        return members.get(userId);
    }

    boolean isFull() {
        return members.size() >= GroupLimits.MEMBERS;
    }

    long nextVersion() {
        return version + 1;
    }

    /** The lane for one more: the first with room, a new one if there is none. */
    int freeLane() {
        for (int lane = 0; lane < taken.size(); lane++) {
            if (taken.get(lane) < GroupLimits.LANE) {
                return lane;
            }
        }
        return taken.size();
    }

    /** Who becomes owner after an owner who leaves: the longest-serving admin, or else member. */
    Optional<Map.Entry<UserId, Member>> heirOf(UserId owner) {
        return first(owner, MemberRole.ADMIN).or(() -> first(owner, MemberRole.MEMBER));
    }

    private Optional<Map.Entry<UserId, Member>> first(UserId other, MemberRole role) {
        return members.entrySet().stream()
                .filter(entry ->
                        entry.getValue().role() == role && !entry.getKey().equals(other))
                .findFirst();
    }

    /** To whom a message is addressed that is sent now. */
    Audience.Group audience() {
        return new Audience.Group(version, lanes);
    }

    /**
     * A member.
     *
     * @param role what they may do
     * @param lane the lane in which they sit
     * @param spell the version of the membership at which they joined
     * @param joinedAt when they joined
     */
    record Member(MemberRole role, int lane, long spell, Instant joinedAt) {

        Member as(MemberRole other) {
            return new Member(other, lane, spell, joinedAt);
        }

        boolean manages() {
            return role != MemberRole.MEMBER;
        }

        boolean owns() {
            return role == MemberRole.OWNER;
        }
    }
}
