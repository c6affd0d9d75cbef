package io.parley.infra.media.lifecycle;

import io.parley.command.media.MediaClaims;
import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.id.KeyId;
import io.parley.contract.media.MediaEvent.MediaUploaded;
import io.parley.infra.database.ImmediateWrites;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;

/**
 * Which message takes media up, in the table {@code work.media}. With the log in PostgreSQL a claim is committed with the message. With
 * the log elsewhere it is committed before that: a send whose event did not come into the log leaves it behind, for its repetition to
 * find. Needs transactions that are READ COMMITTED, as they are by default: who waited for another's claim then sees it. Blocking.
 */
final class MediaTable implements MediaClaims {

    /** One whose first event did not come into the log may come again, with another key. */
    private static final String ADD = """
            INSERT INTO work.media AS m (media_id, chat_id, uploader_id, objects, key_id, content, uploaded_at)
            VALUES (:media, :chat, :uploader, :objects, :key, :content, :uploadedAt)
            ON CONFLICT (media_id) DO UPDATE SET key_id = excluded.key_id, content = excluded.content
            WHERE m.message_id IS NULL AND m.reason IS NULL""";

    private static final String CLAIM = """
            UPDATE work.media SET message_id = :message
            WHERE media_id = :media AND chat_id = :chat AND uploader_id = :sender AND uploaded_at > :after
                AND reason IS NULL AND (message_id IS NULL OR message_id = :message)
            RETURNING key_id, content""";

    private final JdbcClient jdbc;

    MediaTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(MediaUploaded uploaded) {
        ImmediateWrites.note();
        jdbc.sql(ADD)
                .param("media", uploaded.mediaId().value())
                .param("chat", uploaded.chatId().value())
                .param("uploader", uploaded.uploaderId().value())
                .param(
                        "objects",
                        new SqlArrayValue(
                                "text",
                                uploaded.objects().stream()
                                        .map(Object::toString)
                                        .toArray()))
                .param("key", uploaded.content().keyId().value())
                .param("content", uploaded.content().bytes())
                .param("uploadedAt", uploaded.uploadedAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A claim that is lost has written nothing. */
    @Override
    public Optional<Ciphertext> claim(Claim claim) {
        Optional<Ciphertext> claimed = jdbc.sql(CLAIM)
                .param("message", claim.messageId().value())
                .param("media", claim.mediaId().value())
                .param("chat", claim.chatId().value())
                .param("sender", claim.senderId().value())
                .param("after", claim.uploadedAfter().atOffset(ZoneOffset.UTC))
                .query((row, number) ->
                        new Ciphertext(new KeyId(row.getObject("key_id", UUID.class)), row.getBytes("content")))
                .optional();
        claimed.ifPresent(media -> ImmediateWrites.note());
        return claimed;
    }
}
