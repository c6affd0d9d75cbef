package io.parley.api.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.audit.MessageHistory;
import io.parley.contract.audit.Push;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a message, as JSON; see {@link MessageHistory}. */
@Schema(name = "MessageHistory", description = "What became of a message.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record MessageHistoryBody(
        @Schema(format = "uuid") String messageId,
        @Schema(format = "uuid") String chatId,
        @Schema(minimum = "1") long sequence,
        @Schema(format = "uuid") String senderId,
        Instant sentAt,

        @Schema(format = "uuid") @Nullable String replyTo,

        @Schema(format = "uuid") @Nullable String mediaId,

        @Nullable Instant expiresAt,
        List<Step> steps,
        List<Pushed> pushes,

        @Schema(description = "Left out unless it was asked for.") @Nullable
        RevealedBody content) {

    static MessageHistoryBody of(MessageHistory history, @Nullable RevealedBody content) {
        MessageSent sent = history.sent();
        return new MessageHistoryBody(
                sent.messageId().toString(),
                sent.chatId().toString(),
                sent.sequence(),
                sent.senderId().toString(),
                sent.sentAt(),
                text(sent.replyTo()),
                text(sent.mediaId()),
                sent.expiresAt(),
                history.steps().stream()
                        .map(step -> new Step(step.what(), AuditEventBody.of(step.event())))
                        .toList(),
                history.pushes().stream().map(Pushed::of).toList(),
                content);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : Objects.toString(id);
    }

    /**
     * A part of it.
     *
     * @param what what happened, in a few words
     * @param event which event says so
     */
    @Schema(name = "MessageHistoryStep")
    record Step(String what, AuditEventBody event) {}

    /** To which device it was pushed; see {@link Push}. */
    @Schema(
            name = "MessagePush",
            description = "That it was written to a device's stream. It is no event, and may be missing after a crash.")
    record Pushed(
            @Schema(format = "uuid") String userId,
            @Schema(format = "uuid") String deviceId,
            @Schema(minimum = "1") long position) {

        static Pushed of(Push push) {
            return new Pushed(push.userId().toString(), push.deviceId().toString(), push.position());
        }
    }
}
