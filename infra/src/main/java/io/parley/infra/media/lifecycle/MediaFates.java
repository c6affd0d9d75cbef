package io.parley.infra.media.lifecycle;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MediaId;
import io.parley.contract.id.MessageId;
import io.parley.contract.media.DeletionReason;
import io.parley.contract.message.SequenceRange;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What events say of the rows of {@code work.media}. Statements may be repeated, and join the current transaction. Blocking. */
final class MediaFates {

    private static final String DOOM = """
            UPDATE work.media m SET reason = :reason, doomed_by = :position, due_at = :now
            FROM unnest(:froms, :tos) AS r (first, last)
            WHERE m.chat_id = :chat AND m.sequence BETWEEN r.first AND r.last AND m.reason IS NULL""";

    private static final String DOOM_ALL = """
            UPDATE work.media SET reason = 'CHAT_GONE', doomed_by = :position, due_at = :now
            WHERE chat_id = :chat AND reason IS NULL""";

    private final JdbcClient jdbc;
    private final Clock clock;

    MediaFates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes which message bears media; false if they are gone for good. */
    boolean attached(MediaId mediaId, MessageId messageId, long sequence) {
        return jdbc.sql("UPDATE work.media SET message_id = :message, sequence = :sequence WHERE media_id = :media")
                        .param("message", messageId.value())
                        .param("sequence", sequence)
                        .param("media", mediaId.value())
                        .update()
                == 1;
    }

    /** Dooms what messages bore that went. */
    void doom(ChatId chatId, List<SequenceRange> ranges, DeletionReason reason, long position) {
        jdbc.sql(DOOM)
                .param("reason", reason.name())
                .param("position", position)
                .param("now", now())
                .param("froms", column(ranges, SequenceRange::from))
                .param("tos", column(ranges, SequenceRange::to))
                .param("chat", chatId.value())
                .update();
    }

    /** Dooms all that was uploaded to a chat. */
    void doomAll(ChatId chatId, long position) {
        jdbc.sql(DOOM_ALL)
                .param("position", position)
                .param("now", now())
                .param("chat", chatId.value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Long[] column(List<SequenceRange> ranges, ToLongFunction<SequenceRange> bound) {
        return ranges.stream().mapToLong(bound).boxed().toArray(Long[]::new);
    }
}
