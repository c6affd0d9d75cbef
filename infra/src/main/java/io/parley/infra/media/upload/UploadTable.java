package io.parley.infra.media.upload;

import io.parley.contract.crypto.Ciphertext;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.UserId;
import io.parley.contract.media.UploadRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The tables {@code work.upload} and {@code work.upload_part}. Whoever works on an upload holds its lock, and what is written of that
 * work is written only while the lock is held. Statements join the current transaction. Blocking.
 */
final class UploadTable {

    private static final String COLUMNS = "media_id, chat_id, uploader_id, length, received, state, key_id, content,"
            + " taken, parts, coalesce(locked_until > clock_timestamp(), false) AS locked, expires_at";
    private static final String HELD = " WHERE media_id = :id AND locked_by = :holder";
    private static final String RENEWED = "locked_until = clock_timestamp() + :millis * interval '1 ms'";

    private final JdbcClient jdbc;

    UploadTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many unfinished uploads a user has; nobody else can begin one for the same user until this transaction ends. */
    long countUnfinished(UserId uploader) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtextextended('upload:' || :uploader, 0))")
                .param("uploader", uploader.toString())
                .query((row, number) -> true)
                .single();
        return jdbc.sql("SELECT count(*) FROM work.upload WHERE uploader_id = :uploader"
                        + " AND state IN ('RECEIVING', 'TAKEN')")
                .param("uploader", uploader.value())
                .query(Long.class)
                .single();
    }

    void insert(UploadRef ref, long length, Ciphertext content, Instant expiresAt) {
        jdbc.sql("INSERT INTO work.upload (media_id, chat_id, uploader_id, length, key_id, content, expires_at, due_at)"
                        + " VALUES (:id, :chat, :uploader, :length, :key, :content, :expires, :expires)")
                .param("id", ref.mediaId().value())
                .param("chat", ref.chatId().value())
                .param("uploader", ref.uploaderId().value())
                .param("length", length)
                .param("key", content.keyId().value())
                .param("content", content.bytes())
                .param("expires", time(expiresAt))
                .update();
    }

    Optional<UploadRow> find(MediaId mediaId) {
        return find(mediaId, "");
    }

    /** Finds an upload that nobody else changes until this transaction ends. */
    Optional<UploadRow> findForUpdate(MediaId mediaId) {
        return find(mediaId, " FOR UPDATE");
    }

    private Optional<UploadRow> find(MediaId mediaId, String lock) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM work.upload WHERE media_id = :id" + lock)
                .param("id", mediaId.value())
                .query((row, number) -> row(row))
                .optional();
    }

    /** Why an upload was refused. */
    Rejection refusal(MediaId mediaId) {
        return jdbc.sql("SELECT refusal, detail FROM work.upload WHERE media_id = :id")
                .param("id", mediaId.value())
                .query((row, number) -> new Rejection(ErrorCode.valueOf(row.getString(1)), row.getString(2)))
                .single();
    }

    void lock(MediaId mediaId, UUID holder, Duration lease) {
        jdbc.sql("UPDATE work.upload SET locked_by = :holder, " + RENEWED + " WHERE media_id = :id")
                .param("id", mediaId.value())
                .param("holder", holder)
                .param("millis", lease.toMillis())
                .update();
    }

    /** Whether it was still held. */
    boolean renew(MediaId mediaId, UUID holder, Duration lease) {
        return held("UPDATE work.upload SET " + RENEWED + HELD, mediaId, holder)
                        .param("millis", lease.toMillis())
                        .update()
                == 1;
    }

    void unlock(MediaId mediaId, UUID holder) {
        held("UPDATE work.upload SET locked_by = NULL, locked_until = NULL" + HELD, mediaId, holder)
                .update();
    }

    /** The number of the next part; empty if it is no longer held. */
    Optional<Integer> beginPart(MediaId mediaId, UUID holder, Duration lease) {
        return held("UPDATE work.upload SET parts = parts + 1, " + RENEWED + HELD + " RETURNING parts", mediaId, holder)
                .param("millis", lease.toMillis())
                .query(Integer.class)
                .optional();
    }

    /** Whether it was still held: else nothing is changed. */
    boolean addParts(MediaId mediaId, UUID holder, List<StoredPart> parts) {
        long bytes = parts.stream().mapToLong(StoredPart::length).sum();
        boolean held = held("UPDATE work.upload SET received = received + :bytes" + HELD, mediaId, holder)
                        .param("bytes", bytes)
                        .update()
                == 1;
        for (StoredPart part : held ? parts : List.<StoredPart>of()) {
            jdbc.sql("INSERT INTO work.upload_part (media_id, number, length) VALUES (?, ?, ?)")
                    .params(mediaId.value(), part.number(), part.length())
                    .update();
        }
        return held;
    }

    List<StoredPart> parts(MediaId mediaId) {
        return jdbc.sql("SELECT number, length FROM work.upload_part WHERE media_id = :id ORDER BY number")
                .param("id", mediaId.value())
                .query((row, number) -> new StoredPart(row.getInt(1), row.getLong(2)))
                .list();
    }

    /** Whether it was still held. */
    boolean take(MediaId mediaId, UUID holder, Ciphertext content) {
        return held(
                                "UPDATE work.upload SET state = 'TAKEN', taken = true, key_id = :key, content = :content"
                                        + HELD,
                                mediaId,
                                holder)
                        .param("key", content.keyId().value())
                        .param("content", content.bytes())
                        .update()
                == 1;
    }

    /** Ends the open phases of an upload; its parts are due to be removed. */
    void close(MediaId mediaId, UploadPhase phase, @Nullable Rejection refusal, Instant now) {
        jdbc.sql("UPDATE work.upload SET state = :state, key_id = NULL, content = NULL, refusal = :refusal,"
                        + " detail = :detail, due_at = :now WHERE media_id = :id")
                .param("id", mediaId.value())
                .param("state", phase.name())
                .param("refusal", refusal == null ? null : refusal.code().name())
                .param("detail", refusal == null ? null : refusal.getMessage())
                .param("now", time(now))
                .update();
    }

    /** Some of the uploads that somebody has to look at and nobody works on; the next who asks gets others until later. */
    List<UploadRow> claimDue(Instant now, Instant later, int limit) {
        return jdbc.sql("UPDATE work.upload SET due_at = :later WHERE media_id IN (SELECT media_id FROM work.upload"
                        + " WHERE due_at <= :now AND coalesce(locked_until <= clock_timestamp(), true)"
                        + " ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED) RETURNING " + COLUMNS)
                .param("now", time(now))
                .param("later", time(later))
                .param("limit", limit)
                .query((row, number) -> row(row))
                .list();
    }

    /** The store has none of its parts any more. */
    void forgetParts(MediaId mediaId) {
        jdbc.sql("DELETE FROM work.upload_part WHERE media_id = ?")
                .param(mediaId.value())
                .update();
        jdbc.sql("UPDATE work.upload SET parts = 0, due_at = expires_at WHERE media_id = ?")
                .param(mediaId.value())
                .update();
    }

    void delete(MediaId mediaId) {
        jdbc.sql("DELETE FROM work.upload WHERE media_id = ?")
                .param(mediaId.value())
                .update();
    }

    private JdbcClient.StatementSpec held(String sql, MediaId mediaId, UUID holder) {
        return jdbc.sql(sql).param("id", mediaId.value()).param("holder", holder);
    }

    private static UploadRow row(ResultSet row) throws SQLException {
        UUID key = row.getObject("key_id", UUID.class);
        return new UploadRow(
                new UploadRef(
                        new ChatId(row.getObject("chat_id", UUID.class)),
                        new MediaId(row.getObject("media_id", UUID.class)),
                        new UserId(row.getObject("uploader_id", UUID.class))),
                row.getLong("length"),
                row.getLong("received"),
                UploadPhase.valueOf(row.getString("state")),
                key == null ? null : new Ciphertext(new KeyId(key), row.getBytes("content")),
                row.getBoolean("taken"),
                row.getInt("parts"),
                row.getBoolean("locked"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
