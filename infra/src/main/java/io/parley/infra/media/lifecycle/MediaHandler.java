package io.parley.infra.media.lifecycle;

import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.media.DeletionReason;
import io.parley.contract.media.MediaCommand.AttachMedia;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;
import java.util.List;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.TrackingToken;

/**
 * Follows the messages that bear media: notes that they took them up, and dooms them when the messages go. Idempotent, in the order of
 * the log, in one transaction for each batch of events, and tried again until it passes.
 */
final class MediaHandler {

    private final MediaFates fates;
    private final MediaCommands commands;

    MediaHandler(MediaFates fates, MediaCommands commands) {
        this.fates = fates;
        this.commands = commands;
    }

    @EventHandler
    void on(MessageSent event) {
        if (event.mediaId() != null && fates.attached(event.mediaId(), event.messageId(), event.sequence())) {
            commands.send(new AttachMedia(event.mediaId(), event.messageId(), event.sequence()));
        }
    }

    @EventHandler
    void on(MessageRetracted event, TrackingToken token) {
        SequenceRange one = new SequenceRange(event.sequence(), event.sequence());
        fates.doom(event.chatId(), List.of(one), DeletionReason.RETRACTED, position(token));
    }

    @EventHandler
    void on(MessagesExpired event, TrackingToken token) {
        fates.doom(event.chatId(), event.ranges(), DeletionReason.EXPIRED, position(token));
    }

    @EventHandler
    void on(ChatGone event, TrackingToken token) {
        fates.doomAll(event.chatId(), position(token));
    }

    private static long position(TrackingToken token) {
        return token.position().orElseThrow();
    }
}
