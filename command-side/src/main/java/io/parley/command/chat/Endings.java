package io.parley.command.chat;

import io.parley.command.chat.SentWindow.Sent;
import io.parley.contract.chat.ChatCommand.ChangeRetention;
import io.parley.contract.chat.ChatEvent.ChatExpired;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.chat.ChatEvent.ChatPurged;
import io.parley.contract.chat.ChatEvent.RetentionChanged;
import io.parley.contract.chat.Retention;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageCommand.RetractMessage;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How messages and the whole chat come to their end, by whose will and at what time. Decides only; the chat applies. */
final class Endings {

    private final ChatId chatId;
    private final Membership membership;
    private final Retention retention;
    private final Instant now;

    Endings(ChatId chatId, Membership membership, Retention retention, Instant now) {
        this.chatId = chatId;
        this.membership = membership;
        this.retention = retention;
        this.now = now;
    }

    /** What a change of retention brings about; nothing if it is so already. */
    Optional<RetentionChanged> change(
            ChangeRetention command, RetentionPolicy policy, long lastSequence, ExpiryQueues ends) {
        if (!membership.manages(command.actor())) {
            throw new Rejection(ErrorCode.FORBIDDEN, "Only the owner and admins may do this.");
        }
        Retention changed = RetentionRules.changed(retention, command, policy, now);
        if (!Objects.equals(changed.messageTtl(), retention.messageTtl())) {
            requireNotTooMany(changed.expiryOf(now), lastSequence, ends);
        }
        return changed.equals(retention)
                ? Optional.empty()
                : Optional.of(new RetentionChanged(
                        chatId,
                        membership.audience(),
                        changed.messageTtl(),
                        changed.expiresAt(),
                        command.actor(),
                        now));
    }

    private static void requireNotTooMany(@Nullable Instant nextEnd, long lastSequence, ExpiryQueues ends) {
        if (nextEnd != null && ends.refuses(lastSequence, nextEnd)) {
            throw new Rejection(
                    ErrorCode.TTL_CHANGED_TOO_OFTEN, "Messages with too many different ends wait to go: try it later.");
        }
    }

    /** What taking back a message brings about that was sent and not destroyed. */
    MessageRetracted retract(RetractMessage command, Sent sent) {
        return new MessageRetracted(
                chatId,
                command.messageId(),
                sent.sequence(),
                sent.keyId(),
                membership.audience(),
                command.actor(),
                now);
    }

    /**
     * Refuses what has gone by itself, or is about to, and who may not take it back.
     *
     * @param held whether it is a legal hold that keeps what has had its time
     */
    void requireRetractable(RetractMessage command, Sent sent, ExpiryQueues ends, boolean held) {
        Instant end = sent.expiresAt();
        boolean limited = sent.sequence() <= ends.past().limitedTo();
        if (limited || (end != null && (!ends.has(sent.sequence()) || (!held && !end.isAfter(now))))) {
            throw new Rejection(ErrorCode.MESSAGE_NOT_FOUND, "There is no such message.");
        }
        boolean may = sent.senderId().equals(command.actor())
                || (membership.pair() == null && membership.manages(command.actor()));
        if (!may) {
            throw new Rejection(
                    ErrorCode.FORBIDDEN, "Only its sender, and a group's owner and admins, may take a message back.");
        }
    }

    /** Whether the time of the whole chat has come. */
    boolean isDue() {
        Instant expiresAt = retention.expiresAt();
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /**
     * What the end of the whole chat brings about; nothing if it is not due and nobody wants it.
     *
     * @param actor who wants it; null if its time may have come
     */
    Optional<ChatGone> purge(@Nullable UserId actor, long lastSequence, ChatKeys keys) {
        if (actor != null) {
            return Optional.of(
                    new ChatPurged(chatId, membership.audience(), lastSequence, keys.destroy(chatId), actor, now));
        }
        Instant expiresAt = retention.expiresAt();
        return expiresAt == null || expiresAt.isAfter(now)
                ? Optional.empty()
                : Optional.of(new ChatExpired(
                        chatId, membership.audience(), lastSequence, keys.destroy(chatId), expiresAt, now));
    }
}
