package io.parley.api.testing;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatCommand;
import io.parley.contract.chat.ChatCommand.AddMember;
import io.parley.contract.chat.ChatCommand.ChangeTitle;
import io.parley.contract.chat.ChatCommand.OpenGroup;
import io.parley.contract.chat.ChatCommand.RemoveMember;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatView;
import io.parley.contract.chat.ChatView.Member;
import io.parley.contract.chat.MemberRole;
import io.parley.contract.chat.OpenedChat;
import io.parley.contract.chat.PutMember;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The groups of a {@link FakePlatform}. */
final class FakeGroups {

    private final FakeChats chats;
    private final Set<UserId> users;
    private final Clock clock;
    private final FakeTail tail;

    FakeGroups(FakeChats chats, Set<UserId> users, Clock clock, FakeTail tail) {
        this.chats = chats;
        this.users = users;
        this.clock = clock;
        this.tail = tail;
    }

    @Nullable
    Object handle(ChatCommand command) {
        if (command instanceof OpenGroup open) {
            return open(open);
        }
        if (command instanceof ChangeTitle change) {
            ChatView group = group(change.chatId(), change.actor());
            keep(group, change.title(), group.members());
            return null;
        }
        if (command instanceof AddMember add) {
            return add(add);
        }
        if (command instanceof RemoveMember remove) {
            return remove(remove);
        }
        throw new IllegalArgumentException("unknown command");
    }

    private Object open(OpenGroup open) {
        List<Member> members = new ArrayList<>();
        members.add(member(open.opener(), MemberRole.OWNER));
        Set<UserId> others = new LinkedHashSet<>(open.members());
        others.remove(open.opener());
        others.forEach(other -> members.add(member(exists(other), MemberRole.MEMBER)));
        Retention retention = open.retention();
        keep(
                new ChatView(
                        open.chatId(),
                        ChatKind.GROUP,
                        open.title(),
                        0,
                        retention.messageTtl(),
                        retention.expiresAt(),
                        null,
                        List.of()),
                open.title(),
                members);
        return new OpenedChat(open.chatId(), true);
    }

    private Object add(AddMember add) {
        ChatView group = group(add.chatId(), add.actor());
        Member before = find(group, add.userId());
        MemberRole role = add.role() != null ? add.role() : before != null ? before.role() : MemberRole.MEMBER;
        Member after = member(exists(add.userId()), role);
        List<Member> members = new ArrayList<>(group.members());
        members.removeIf(each -> each.userId().equals(add.userId()));
        members.add(after);
        keep(group, group.title(), members);
        return new PutMember(after, before == null);
    }

    private @Nullable Object remove(RemoveMember remove) {
        ChatView group = group(remove.chatId(), remove.actor());
        if (find(group, remove.userId()) == null) {
            throw new Rejection(ErrorCode.MEMBER_NOT_FOUND, "There is no such member in this group.");
        }
        List<Member> members = new ArrayList<>(group.members());
        members.removeIf(each -> each.userId().equals(remove.userId()));
        keep(group, group.title(), members);
        return null;
    }

    private ChatView group(ChatId chatId, UserId actor) {
        ChatView chat = chats.of(chatId, actor);
        if (chat.kind() != ChatKind.GROUP) {
            throw new Rejection(ErrorCode.NOT_A_GROUP, "That is for groups only.");
        }
        return chat;
    }

    private static @Nullable Member find(ChatView chat, UserId userId) {
        return chat.members().stream()
                .filter(member -> member.userId().equals(userId))
                .findFirst()
                .orElse(null);
    }

    private UserId exists(UserId userId) {
        if (!users.contains(userId)) {
            throw new Rejection(ErrorCode.USER_NOT_FOUND, "There is no such user.");
        }
        return userId;
    }

    private Member member(UserId userId, MemberRole role) {
        return new Member(userId, role, clock.instant());
    }

    private void keep(ChatView group, @Nullable Confidential title, List<Member> members) {
        tail.append();
        chats.put(new ChatView(
                group.chatId(),
                ChatKind.GROUP,
                title,
                0,
                group.messageTtl(),
                group.expiresAt(),
                group.heldSince(),
                members));
    }
}
