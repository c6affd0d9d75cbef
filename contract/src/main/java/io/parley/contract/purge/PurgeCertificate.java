package io.parley.contract.purge;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.SequenceRange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one event destroyed, before it is signed. It holds no content, only what tells which content it was.
 *
 * @param kind what was done
 * @param chatId where; null for an erasure
 * @param userId whose account; null for everything else
 * @param position the event's position in the log
 * @param epoch the store's epoch, without which a position says nothing
 * @param at when, as the event has it
 * @param by by whom
 * @param rule by what rule
 * @param messages which messages
 * @param keys which keys went, as the event has them
 * @param rotation the rotation of keys that took them out of backups too; null while it is still due
 * @param stores what was found in which store
 * @param issuedAt when this was written
 */
public record PurgeCertificate(
        Kind kind,
        @Nullable ChatId chatId,
        @Nullable UserId userId,
        long position,
        UUID epoch,
        Instant at,
        By by,
        String rule,
        Messages messages,
        List<KeyId> keys,
        @Nullable Rotation rotation,
        List<Store> stores,
        Instant issuedAt) {

    /** The only version of the format so far. */
    public static final int VERSION = 1;

    /** A message was taken back, or a chat purged, or an account erased, since somebody asked for it. */
    public static final String ON_REQUEST = "request";

    /** Messages had lived as long as messages of their chat did when they were sent. */
    public static final String MESSAGE_TTL = "messageTtl";

    /** Messages without such an end, or with a later one, were older than the server lets messages be. */
    public static final String LONGEST_TTL = "longestTtl";

    /** The end that was set for the whole chat had come. */
    public static final String EXPIRES_AT = "expiresAt";

    /** The lists are kept as they are now. */
    public PurgeCertificate {
        keys = List.copyOf(keys);
        stores = List.copyOf(stores);
    }

    /** What was done. The names, in lower case, are a file format. */
    public enum Kind {
        /** One message was taken back. */
        RETRACTION,
        /** Messages, or the whole chat, went at their time. */
        EXPIRY,
        /** The whole chat went since somebody asked for it. */
        PURGE,
        /** An account was erased. */
        ERASURE
    }

    /**
     * By whom.
     *
     * @param userId the user; null if it was time that did it
     */
    public record By(@Nullable UserId userId) {

        /** It was its time. */
        public static final By TIME = new By(null);
    }

    /**
     * Which messages.
     *
     * @param count how many
     * @param ranges their sequences
     * @param digest SHA-256, in hexadecimal, over the line of each message ({@link Item#line()})
     * @param items the first of them
     */
    public record Messages(long count, List<SequenceRange> ranges, String digest, List<Item> items) {

        /** The lists are kept as they are now. */
        public Messages {
            ranges = List.copyOf(ranges);
            items = List.copyOf(items);
        }

        /** How many are only in the digest. */
        public long omitted() {
            return count - items.size();
        }
    }

    /**
     * A message.
     *
     * @param sequence its number in the chat
     * @param messageId the message
     * @param ciphertextSha256 SHA-256, in hexadecimal, of what the log holds of its content
     */
    public record Item(long sequence, MessageId messageId, String ciphertextSha256) {

        /** What the digest is over: a line that ends with a line feed, in ASCII. */
        public String line() {
            return sequence + " " + messageId + " " + ciphertextSha256 + "\n";
        }
    }

    /**
     * What was found in a store.
     *
     * @param store the store's name
     * @param deleted how many rows of it were deleted after the event, as far as that was counted
     * @param remaining how many are there when this is written; anything but 0 has yet to be deleted
     */
    public record Store(String store, long deleted, long remaining) {}
}
