package io.parley.query.purge;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.log.ChatLog;
import io.parley.contract.log.ChatLog.Numbered;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate.Messages;
import java.util.List;

/**
 * Reads destroyed messages from the log and says which they were. They are read in pages and hashed as they come, so that any number of
 * them takes the same memory. Not safe for use by several threads; one for each certificate.
 */
final class MessageHashes {

    private final ChatLog log;
    private final ChatId chatId;
    private final int page;
    private final Digest digest;
    private long number;
    private long sequence;

    /**
     * A reader.
     *
     * @param mostItems how many messages are named one by one at most
     * @param page how many messages are read at once at most
     */
    MessageHashes(ChatLog log, ChatId chatId, int mostItems, int page) {
        this.log = log;
        this.chatId = chatId;
        this.page = page;
        this.digest = new Digest(mostItems);
    }

    /** Reads these messages, which are in order. Refused {@code not_yet} if the log cannot tell them all yet. */
    Messages of(List<SequenceRange> ranges) {
        ranges.forEach(this::read);
        return digest.of(ranges);
    }

    private void read(SequenceRange range) {
        while (sequence < range.to()) {
            long next = Math.max(range.from(), sequence + 1);
            int most = (int) Math.min(page, range.to() - next + 1);
            List<Numbered> found = log.messagesAfter(chatId, before(next), most);
            if (found.isEmpty()) {
                throw new Rejection(ErrorCode.NOT_YET, "the log has not got so far");
            }
            found.forEach(numbered -> take(numbered, range));
        }
    }

    /**
     * A number among the chat's events after which a message comes: as a message's sequence grows by one its number grows by one at
     * least, so that whatever lies in between is passed over in a few leaps.
     */
    private long before(long next) {
        return number + (next - sequence) - 1;
    }

    private void take(Numbered found, SequenceRange range) {
        number = found.number();
        sequence = found.message().sequence();
        if (range.from() <= sequence && sequence <= range.to()) {
            digest.add(found.message());
        }
    }
}
