package io.parley.command.chat;

import io.parley.command.chat.GroupMembers.Member;
import io.parley.command.user.AccountStore;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.chat.ChatEvent.GroupEvent;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.GroupLimits;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may change whom in a group, and what comes of it. Decides only; the chat applies. */
final class GroupRules {

    private final ChatId chatId;
    private final GroupMembers members;
    private final long lastSequence;
    private final Instant now;

    GroupRules(ChatId chatId, GroupMembers members, long lastSequence, Instant now) {
        this.chatId = chatId;
        this.members = members;
        this.lastSequence = lastSequence;
        this.now = now;
    }

    /** Refuses who may not change the group. */
    Member requireManager(UserId actor) {
        Member member = requireMember(actor);
        if (!member.manages()) {
            throw forbidden("Only the owner and admins may do this.");
        }
        return member;
    }

    private Member requireMember(UserId userId) {
        Member member = members.find(userId);
        if (member == null) {
            throw new Rejection(ErrorCode.CHAT_NOT_FOUND, "There is no such chat.");
        }
        return member;
    }

    /** What adding somebody, or giving a member a role, brings about; nothing if it is so already. */
    List<GroupEvent> put(AddMember command, AccountStore accounts) {
        Member actor = requireManager(command.actor());
        Member member = members.find(command.userId());
        MemberRole role = command.role();
        if (member == null) {
            return add(command, role == null ? MemberRole.MEMBER : role, actor, accounts);
        }
        return role == null || role == member.role() ? List.of() : change(command, role, member, actor);
    }

    private List<GroupEvent> add(AddMember command, MemberRole role, Member actor, AccountStore accounts) {
        requireMayGive(role, actor);
        if (members.isFull()) {
            throw new Rejection(ErrorCode.GROUP_FULL, "A group has at most " + GroupLimits.MEMBERS + " members.");
        }
        if (!accounts.exists(command.userId())) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
        List<GroupEvent> events = new ArrayList<>();
        events.add(new MemberAdded(
                chatId,
                command.userId(),
                role,
                members.freeLane(),
                members.nextVersion(),
                lastSequence,
                command.actor(),
                now));
        stepBack(command, role, actor, events);
        return events;
    }

    private List<GroupEvent> change(AddMember command, MemberRole role, Member member, Member actor) {
        requireMayGive(role, actor);
        if (member.owns()) {
            throw forbidden("The owner stays the owner until somebody else is made it.");
        }
        List<GroupEvent> events = new ArrayList<>();
        events.add(new RoleChanged(chatId, command.userId(), member.spell(), role, command.actor(), now));
        stepBack(command, role, actor, events);
        return events;
    }

    private static void requireMayGive(MemberRole role, Member actor) {
        if (role == MemberRole.OWNER && !actor.owns()) {
            throw forbidden("Only the owner may pass the ownership on.");
        }
    }

    /** Of two owners one is too many. */
    private void stepBack(AddMember command, MemberRole role, Member actor, List<GroupEvent> events) {
        if (role == MemberRole.OWNER) {
            events.add(new RoleChanged(chatId, command.actor(), actor.spell(), MemberRole.ADMIN, command.actor(), now));
        }
    }

    /** What removing a member, or leaving, brings about. */
    List<GroupEvent> remove(RemoveMember command) {
        Member actor = requireMember(command.actor());
        boolean leaves = command.actor().equals(command.userId());
        if (!leaves) {
            requireManager(command.actor());
        }
        Member member = leaves ? actor : members.find(command.userId());
        if (member == null) {
            throw new Rejection(ErrorCode.MEMBER_NOT_FOUND, "There is no such member in the group.");
        }
        if (member.owns() && !leaves) {
            throw forbidden("Nobody may remove the owner.");
        }
        List<GroupEvent> events = new ArrayList<>();
        events.add(new MemberRemoved(
                chatId, command.userId(), member.spell(), members.nextVersion(), lastSequence, command.actor(), now));
        if (member.owns()) {
            passOn(command).ifPresent(events::add);
        }
        return events;
    }

    private Optional<RoleChanged> passOn(RemoveMember command) {
        return members.heirOf(command.userId())
                .map(heir -> new RoleChanged(
                        chatId, heir.getKey(), heir.getValue().spell(), MemberRole.OWNER, command.actor(), now));
    }

    private static Rejection forbidden(String why) {
        return new Rejection(ErrorCode.FORBIDDEN, why);
    }
}
