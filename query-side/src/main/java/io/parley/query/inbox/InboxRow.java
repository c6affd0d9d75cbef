package io.parley.query.inbox;

import io.parley.contract.Confidential;
import io.parley.contract.chat.ChatKind;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.inbox.InboxEntry;
import io.parley.contract.message.MessageView;
import io.parley.query.Rows;
import io.parley.query.message.StoredMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the inbox whose title and last message cannot be read yet. */
record InboxRow(
        ChatId chatId,
        ChatKind kind,
        @Nullable UserId peer,
        @Nullable Ciphertext title,
        @Nullable StoredMessage lastMessage,
        long lastSequence,
        long unread,
        @Nullable Duration messageTtl,
        @Nullable Instant expiresAt,
        long activity) {

    static InboxRow of(ResultSet row) throws SQLException {
        UUID peer = Rows.idOrNull(row, "peer_id");
        return new InboxRow(
                new ChatId(Rows.id(row, "inbox_chat")),
                ChatKind.valueOf(row.getString("kind")),
                peer == null ? null : new UserId(peer),
                Rows.sealedOrNull(row, "title", "title_key"),
                Rows.idOrNull(row, "message_id") == null ? null : StoredMessage.of(row),
                row.getLong("last_sequence"),
                row.getLong("unread"),
                Rows.millisOrNull(row, "message_ttl_ms"),
                Rows.timeOrNull(row, "chat_expires_at"),
                row.getLong("activity"));
    }

    InboxEntry entry(Map<MessageId, MessageView> messages, Map<Ciphertext, Confidential> titles) {
        Confidential called = title == null ? null : titles.get(title);
        MessageView last = lastMessage == null ? null : messages.get(lastMessage.messageId());
        return new InboxEntry(chatId, kind, peer, called, last, lastSequence, unread, messageTtl, expiresAt, activity);
    }
}
