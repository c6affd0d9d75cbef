package io.parley.api.testing;

import io.parley.contract.ParleyQuery;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.ChatView;
import io.parley.contract.id.UserId;
import io.parley.contract.presence.PresenceAudiences;
import io.parley.contract.presence.PresenceAudiences.Audience;
import io.parley.contract.presence.PresenceFound;
import io.parley.contract.presence.PresenceFound.Seen;
import io.parley.contract.presence.PresenceQuery.FindPresence;
import io.parley.contract.presence.PresenceQuery.FindPresenceAudiences;
import io.parley.contract.presence.PresenceQuery.FindTypingAudience;
import io.parley.contract.presence.TypingAudience;
import io.parley.contract.user.LastSeenVisibility;
import io.parley.contract.user.UserView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Who sees whom on a {@link FakePlatform}: whoever shares a chat, unless one of the two shows nothing. */
final class FakePresence {

    /** When everybody was seen, as it was written down: long ago. */
    static final Instant WRITTEN = Instant.parse("2025-01-02T03:04:05.678Z");

    private final FakeChats chats;
    private final Map<UserId, UserView> users;

    FakePresence(FakeChats chats, Map<UserId, UserView> users) {
        this.chats = chats;
        this.users = users;
    }

    Object answer(ParleyQuery<?> query) {
        if (query instanceof FindPresence find) {
            return new PresenceFound(find.userIds().stream()
                    .map(user -> seen(find.viewer(), user))
                    .toList());
        }
        if (query instanceof FindPresenceAudiences find) {
            return new PresenceAudiences(
                    find.userIds().stream()
                            .map(user -> new Audience(user, contacts(user)))
                            .toList(),
                    false);
        }
        if (query instanceof FindTypingAudience find) {
            ChatView chat = chats.of(find.chatId(), find.typist());
            return new TypingAudience(others(chat, find.typist()));
        }
        throw new IllegalArgumentException("unknown query");
    }

    private Seen seen(UserId viewer, UserId user) {
        boolean visible = viewer.equals(user) || (shows(viewer) && shows(user) && share(viewer, user));
        return new Seen(user, visible, visible ? WRITTEN : null);
    }

    private boolean shows(UserId user) {
        return users.containsKey(user)
                && Objects.requireNonNull(users.get(user)).lastSeen() != LastSeenVisibility.NOBODY;
    }

    private boolean share(UserId one, UserId other) {
        return chats.all().stream().anyMatch(chat -> FakeChats.isIn(chat, one) && FakeChats.isIn(chat, other));
    }

    private List<UserId> contacts(UserId user) {
        return chats.all().stream()
                .filter(chat -> chat.kind() == ChatKind.DIRECT && FakeChats.isIn(chat, user))
                .flatMap(chat -> others(chat, user).stream())
                .filter(other -> shows(user) && shows(other))
                .toList();
    }

    private static List<UserId> others(ChatView chat, UserId user) {
        return chat.members().stream()
                .map(ChatView.Member::userId)
                .filter(member -> !member.equals(user))
                .toList();
    }
}
