package io.parley.api.audit;

import io.parley.contract.audit.ConversationState;
import io.parley.contract.id.ChatId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a conversation changed between two moments, as JSON. What is null was not there then. */
@Schema(name = "ConversationDiff", description = "How a conversation changed. What is null was not there then.")
record ConversationDiffBody(
        @Schema(format = "uuid") String chatId,
        @Nullable MomentBody from,
        MomentBody to,

        @Schema(description = "Null if nothing of the chat itself changed.") @Nullable
        ChatChange chat,

        List<MemberChange> members,

        @Schema(description = "The newest of the messages that changed, the oldest of these first.")
        List<MessageChange> messages,

        @Schema(minimum = "0", description = "How many older messages that changed are left out.")
        int messagesLeftOut) {

    static ConversationDiffBody of(ChatId chatId, @Nullable ConversationState from, ConversationState to) {
        List<MessageChange> messages = changes(
                from == null ? List.of() : from.messages(),
                to.messages(),
                ConversationState.MessageState::sequence,
                (before, after) -> new MessageChange(
                        before == null ? null : ConversationBody.MessageBody.of(before, null),
                        after == null ? null : ConversationBody.MessageBody.of(after, null)));
        int left = Math.max(0, messages.size() - ConversationBody.MOST_MESSAGES);
        return new ConversationDiffBody(
                chatId.toString(),
                from == null ? null : MomentBody.of(from),
                MomentBody.of(to),
                chat(from, to),
                changes(
                        from == null ? List.of() : from.members(),
                        to.members(),
                        ConversationState.MemberState::userId,
                        (before, after) -> new MemberChange(
                                before == null ? null : ConversationBody.MemberBody.of(before),
                                after == null ? null : ConversationBody.MemberBody.of(after))),
                messages.subList(left, messages.size()),
                left);
    }

    private static @Nullable ChatChange chat(@Nullable ConversationState from, ConversationState to) {
        if (from != null && from.chat().equals(to.chat())) {
            return null;
        }
        return new ChatChange(
                from == null ? null : ConversationBody.ChatBody.of(from.chat()),
                ConversationBody.ChatBody.of(to.chat()));
    }

    private static <K, S, C> List<C> changes(
            List<S> from, List<S> to, Function<S, K> key, BiFunction<@Nullable S, @Nullable S, C> change) {
        Map<K, S> before = new LinkedHashMap<>();
        from.forEach(one -> before.put(key.apply(one), one));
        List<C> changes = new ArrayList<>();
        List<C> added = new ArrayList<>();
        for (S now : to) {
            S was = before.remove(key.apply(now));
            if (was == null) {
                added.add(change.apply(null, now));
            } else if (!Objects.equals(was, now)) {
                changes.add(change.apply(was, now));
            }
        }
        List<C> all = new ArrayList<>();
        before.values().forEach(gone -> all.add(change.apply(gone, null)));
        all.addAll(changes);
        all.addAll(added);
        return all;
    }

    /** A moment of it. */
    @Schema(name = "ConversationMoment")
    record MomentBody(long position, Instant recordedAt) {

        static MomentBody of(ConversationState state) {
            return new MomentBody(state.position(), state.recordedAt());
        }
    }

    /** The chat itself. */
    @Schema(name = "ConversationChatChange")
    record ChatChange(ConversationBody.@Nullable ChatBody before, ConversationBody.ChatBody after) {}

    /** A member. */
    @Schema(name = "ConversationMemberChange")
    record MemberChange(ConversationBody.@Nullable MemberBody before, ConversationBody.@Nullable MemberBody after) {}

    /** A message. */
    @Schema(name = "ConversationMessageChange")
    record MessageChange(ConversationBody.@Nullable MessageBody before, ConversationBody.@Nullable MessageBody after) {}
}
