package io.parley.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.audit.ConversationState;
import io.parley.contract.audit.ConversationState.ChatState;
import io.parley.contract.audit.ConversationState.MemberState;
import io.parley.contract.audit.ConversationState.MessageState;
import io.parley.contract.id.ChatId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A conversation as it was, as JSON; see {@link ConversationState}. */
@Schema(name = "ConversationAsOf", description = "A conversation as it was.")
record ConversationBody(
        @Schema(format = "uuid") String chatId,

        @Schema(minimum = "1", description = "Of its events up to then, the last one's position.")
        long position,

        Instant recordedAt,
        ChatBody chat,
        List<MemberBody> members,

        @Schema(description = "The newest of its messages, the oldest of these first.")
        List<MessageBody> messages,

        @Schema(minimum = "0", description = "How many older messages are left out.")
        int messagesLeftOut,

        @Schema(
                description =
                        "The positions of events of it that were tampered with so that they say nothing any more.")
        List<Long> unreadable) {

    static final int MOST_MESSAGES = 1_000;

    /** The messages of one that are shown. */
    static List<MessageState> shown(ConversationState state) {
        int all = state.messages().size();
        return state.messages().subList(Math.max(0, all - MOST_MESSAGES), all);
    }

    /** One with what of its messages was revealed, by their positions. */
    static ConversationBody of(ChatId chatId, ConversationState state, Map<Long, RevealedBody> revealed) {
        List<MessageState> shown = shown(state);
        return new ConversationBody(
                chatId.toString(),
                state.position(),
                state.recordedAt(),
                ChatBody.of(state.chat()),
                state.members().stream().map(MemberBody::of).toList(),
                shown.stream()
                        .map(message -> MessageBody.of(message, revealed.get(message.position())))
                        .toList(),
                state.messages().size() - shown.size(),
                state.unreadable());
    }

    /** The chat itself; what does not hold is left out. */
    @Schema(name = "ConversationChat", description = "What does not hold is left out.")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ChatBody(
            @Schema(allowableValues = {"direct", "group"}) @Nullable
            String kind,

            @Nullable Instant openedAt,

            @Schema(description = "How long its title is, encrypted.") @Nullable
            Integer titleBytes,

            @Schema(format = "duration") @Nullable String messageTtl,

            @Nullable Instant expiresAt,
            @Nullable Instant heldSince,
            @Nullable Instant goneAt,
            @Nullable String goneBy) {

        static ChatBody of(ChatState chat) {
            return new ChatBody(
                    chat.kind(),
                    chat.openedAt(),
                    chat.titleBytes(),
                    chat.messageTtl() == null ? null : Objects.toString(chat.messageTtl()),
                    chat.expiresAt(),
                    chat.heldSince(),
                    chat.goneAt(),
                    chat.goneBy());
        }
    }

    /** A member. */
    @Schema(name = "ConversationMember")
    record MemberBody(
            @Schema(format = "uuid") String userId,

            @Schema(description = "`opener` or `peer` of a direct chat, or the role in a group.")
            String role,

            long delivered,
            long read) {

        static MemberBody of(MemberState member) {
            return new MemberBody(member.userId().toString(), member.role(), member.delivered(), member.read());
        }
    }

    /** A message. */
    @Schema(name = "ConversationMessage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageBody(
            long sequence,
            @Schema(format = "uuid") String messageId,
            @Schema(format = "uuid") String senderId,
            Instant sentAt,

            @Schema(description = "How long it is, encrypted.")
            int bytes,

            @Schema(allowableValues = {"encrypted", "retracted", "expired", "gone_with_chat"})
            String fate,

            @Schema(description = "Where in the log it was sent.")
            long position,

            @Schema(description = "Left out unless it was asked for.") @Nullable
            RevealedBody content) {

        static MessageBody of(MessageState message, @Nullable RevealedBody content) {
            return new MessageBody(
                    message.sequence(),
                    message.messageId().toString(),
                    message.senderId().toString(),
                    message.sentAt(),
                    message.bytes(),
                    message.fate().name().toLowerCase(Locale.ROOT),
                    message.position(),
                    content);
        }
    }
}
