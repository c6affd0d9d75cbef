package io.parley.command.chat;

import io.parley.contract.crypto.Mac;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.SentMessage;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest messages of a chat, as much of each as tells a repeated send from a reused identifier, and which older ones were taken back
 * last. Holds at most {@value #SIZE} of both, however long the chat; older ones are looked up in the log. Part of the chat's snapshot: fields only, no
 * text.
 */
final class SentWindow {

    static final int SIZE = 1_024;

    /** In order of sending; not final, so that a snapshot can be read back into it. */
    @SuppressWarnings("FieldMayBeFinal")
    private LinkedHashMap<MessageId, Sent> messages = new LinkedHashMap<>();

    /**
     * Older ones that were taken back last: until the event is committed, and with Axon Server a moment longer, their keys are still
     * there and do not tell.
     */
    @SuppressWarnings("FieldMayBeFinal")
    private LinkedHashSet<MessageId> retractedBefore = new LinkedHashSet<>();

    void add(MessageSent message) {
        if (messages.size() >= SIZE) {
            Map.Entry<MessageId, Sent> eldest = messages.entrySet().iterator().next();
            messages.remove(eldest.getKey());
            if (eldest.getValue().retracted()) {
                rememberRetracted(eldest.getKey());
            }
        }
        messages.put(message.messageId(), Sent.of(message));
    }

    private void rememberRetracted(MessageId messageId) {
        if (retractedBefore.size() >= SIZE) {
            retractedBefore.remove(retractedBefore.iterator().next());
        }
        retractedBefore.add(messageId);
    }

    Optional<Sent> find(MessageId messageId) {
        return Optional.ofNullable(messages.get(messageId));
    }

    void retracted(MessageId messageId) {
        if (messages.computeIfPresent(messageId, (id, sent) -> sent.asRetracted()) == null) {
            rememberRetracted(messageId);
        }
    }

    /** Whether a message is known to have been taken back; of older ones only the last are known. */
    boolean isRetracted(MessageId messageId) {
        Sent sent = messages.get(messageId);
        return sent == null ? retractedBefore.contains(messageId) : sent.retracted();
    }

    boolean contains(MessageId messageId) {
        return messages.containsKey(messageId);
    }

    int size() {
        return messages.size();
    }

    /**
     * What is remembered of a message.
     *
     * @param senderId who sent it
     * @param keyId its leaf key
     * @param mac its content's mac under that key
     * @param sequence its number in the chat
     * @param sentAt when
     * @param expiresAt when it goes; null for never
     * @param retracted whether it was taken back
     */
    record Sent(
            UserId senderId,
            KeyId keyId,
            Mac mac,
            long sequence,
            Instant sentAt,
            @Nullable Instant expiresAt,
            boolean retracted) {

        static Sent of(MessageSent message) {
            return new Sent(
                    message.senderId(),
                    message.content().keyId(),
                    message.mac(),
                    message.sequence(),
                    message.sentAt(),
                    message.expiresAt(),
                    false);
        }

        /** What its sender is told. */
        SentMessage answer(ChatId chatId, MessageId messageId, boolean repeated) {
            return new SentMessage(messageId, chatId, sequence, sentAt, expiresAt, repeated);
        }

        private Sent asRetracted() {
            return new Sent(senderId, keyId, mac, sequence, sentAt, expiresAt, true);
        }
    }
}
