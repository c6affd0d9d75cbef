package io.parley.api.events;

import com.github.benmanes.caffeine.cache.Cache;
import io.parley.contract.ParleyEvent;
import io.parley.contract.chat.ChatEvent.ChatGone;
import io.parley.contract.id.ChatId;
import io.parley.contract.message.MessageEvent.MessageRetracted;
import io.parley.contract.message.MessageEvent.MessagesExpired;
import io.parley.contract.message.SequenceRange;

/**
 * A message's place: its chat and its number there. What is remembered of messages is remembered by it, so that what came to its end
 * is found without looking at everything else.
 *
 * @param chatId the chat
 * @param sequence the message's number
 */
record Place(ChatId chatId, long sequence) {

    /** Drops from what is remembered what came to its end by an event. */
    static void forget(Cache<Place, ?> remembered, ParleyEvent event) {
        if (event instanceof MessageRetracted retracted) {
            remembered.invalidate(new Place(retracted.chatId(), retracted.sequence()));
        } else if (event instanceof MessagesExpired expired) {
            expired.ranges().forEach(range -> forget(remembered, expired.chatId(), range));
        } else if (event instanceof ChatGone gone && gone.lastSequence() > 0) {
            forget(remembered, gone.chatId(), new SequenceRange(1, gone.lastSequence()));
        }
    }

    /** Number by number, or all that there is if that is less. */
    private static void forget(Cache<Place, ?> remembered, ChatId chatId, SequenceRange range) {
        if (range.size() > remembered.estimatedSize()) {
            remembered.asMap().keySet().removeIf(place -> place.isIn(chatId, range));
            return;
        }
        for (long sequence = range.from(); sequence <= range.to(); sequence++) {
            remembered.invalidate(new Place(chatId, sequence));
        }
    }

    private boolean isIn(ChatId chat, SequenceRange range) {
        return chatId.equals(chat) && range.from() <= sequence && sequence <= range.to();
    }
}
