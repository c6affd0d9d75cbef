package io.parley.api.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.api.chat.ChatMember;
import io.parley.api.json.Words;
import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatHeld;
import io.parley.contract.chat.ChatEvent.ChatReleased;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.chat.ChatEvent.MemberAdded;
import io.parley.contract.chat.ChatEvent.MemberRemoved;
import io.parley.contract.chat.ChatEvent.RoleChanged;
import io.parley.contract.chat.ChatEvent.TitleChanged;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.chat.MemberRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the stream says of a change in a chat: the data of an event {@code chat}. It has the fields that go with its change.
 *
 * @param chatId the chat
 * @param change what happened to it
 * @param kind opened: the chat's kind
 * @param title opened, changed: what the group is called
 * @param members opened: who is in it
 * @param userId changed, member_added, member_removed: who
 * @param role changed, member_added: what they may do
 * @param joinedAt member_added: since when
 * @param heldSince held: since when it is under a legal hold
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        description =
                "The data of an event `chat`, with the fields that go with its `change`: `opened` has `kind`, `members` and,"
                        + " for a group, `title`; `changed` has either `title`, or `userId` and `role`; `member_added` has `userId`,"
                        + " `role` and `joinedAt`; `member_removed` has `userId`. Members are told of their own joining and leaving too."
                        + " `held` has `heldSince`, `released` nothing. After `gone` nothing comes of the chat any more: remove the copy"
                        + " of all of it.")
record ChatChange(
        String chatId,

        @Schema(allowableValues = {"opened", "changed", "member_added", "member_removed", "held", "released", "gone"})
        String change,

        @Schema(allowableValues = {"direct", "group"}) @Nullable
        String kind,

        @Schema(description = "Left out once it is gone.") @Nullable
        String title,

        @Nullable List<ChatMember> members,

        @Schema(format = "uuid") @Nullable String userId,

        @Schema(allowableValues = {"owner", "admin", "member"}) @Nullable
        String role,

        @Nullable Instant joinedAt,
        @Nullable Instant heldSince) {

    private static final String OPENED = "opened";
    static final String CHANGED = "changed";

    static ChatChange of(DirectChatOpened opened) {
        List<ChatMember> members = opened.audience().members().stream()
                .map(user -> ChatMember.of(user, MemberRole.MEMBER, opened.openedAt()))
                .toList();
        return new ChatChange(chat(opened), OPENED, Words.of(ChatKind.DIRECT), null, members, null, null, null, null);
    }

    /**
     * A group that was opened.
     *
     * @param title its title; null if that is gone
     */
    static ChatChange of(GroupOpened opened, @Nullable Confidential title) {
        List<ChatMember> members = opened.members().stream()
                .map(seat -> ChatMember.of(seat.userId(), seat.role(), opened.openedAt()))
                .toList();
        String text = title == null ? null : title.value();
        return new ChatChange(chat(opened), OPENED, Words.of(ChatKind.GROUP), text, members, null, null, null, null);
    }

    static ChatChange of(TitleChanged changed, Confidential title) {
        return new ChatChange(chat(changed), CHANGED, null, title.value(), null, null, null, null, null);
    }

    static ChatChange of(RoleChanged changed) {
        String user = changed.userId().toString();
        return new ChatChange(chat(changed), CHANGED, null, null, null, user, Words.of(changed.role()), null, null);
    }

    static ChatChange of(MemberAdded added) {
        String user = added.userId().toString();
        String role = Words.of(added.role());
        return new ChatChange(chat(added), "member_added", null, null, null, user, role, added.addedAt(), null);
    }

    static ChatChange of(MemberRemoved removed) {
        String user = removed.userId().toString();
        return new ChatChange(chat(removed), "member_removed", null, null, null, user, null, null, null);
    }

    static ChatChange of(ChatHeld held) {
        return new ChatChange(chat(held), "held", null, null, null, null, null, null, held.heldAt());
    }

    static ChatChange of(ChatReleased released) {
        return new ChatChange(chat(released), "released", null, null, null, null, null, null, null);
    }

    static ChatChange of(ChatGone gone) {
        return new ChatChange(chat(gone), "gone", null, null, null, null, null, null, null);
    }

    private static String chat(ChatEvent event) {
        return event.chatId().toString();
    }

    /** Hides the title. */
    @Override
    public String toString() {
        return "ChatChange[" + chatId + ", " + change + "]";
    }
}
