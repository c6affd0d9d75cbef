package io.parley.infra.purge.search;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.infra.keyring.KeyTrial;
import io.parley.infra.purge.search.MessageCopies.Copy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tries each key of the keyring, whatever it is said to be for, on what the log has of the messages. So that finding nothing means
 * something, a message that lives is among them: that one must open.
 */
final class CopyTrial {

    /** A few seconds' work. */
    private static final long MOST_TRIES = 2_000_000;

    private static final int PAGE = 1_000;
    private static final String ROWS = "SELECT key_id::text, kind, owner, wrapped_by, wrapped FROM work.keyring WHERE ";

    private final JdbcClient jdbc;
    private final MessageCopies copies;

    CopyTrial(JdbcClient jdbc, MessageCopies copies) {
        this.jdbc = jdbc;
        this.copies = copies;
    }

    /** What comes of it; nothing if there is nothing to be tried. */
    List<Look> looks(Optional<KeyTrial> trial) {
        List<Copy> some = copies.copies();
        if (some.isEmpty()) {
            return List.of();
        }
        return trial.map(this::tried)
                .orElseGet(() -> List.of(Look.note(
                        "%d copies from the log".formatted(some.size()),
                        "keys were not tried on them, which needs the server's master key file (--master-key)")));
    }

    private List<Look> tried(KeyTrial trial) {
        long keys =
                jdbc.sql("SELECT count(*) FROM work.keyring").query(Long.class).single();
        List<Copy> some = copies.copies();
        some = some.subList(0, (int) Math.min(some.size(), Math.max(1, MOST_TRIES / Math.max(1, keys))));
        some.forEach(copy -> trial.add(copy.chatId(), copy.messageId(), copy.sealed()));
        Optional<MessageId> living = addLiving(trial);
        take(trial, "wrapped_by LIKE 'kek:%'");
        take(trial, "wrapped_by NOT LIKE 'kek:%'");
        List<Look> looks = new ArrayList<>();
        String where = "%d of %d copies from the log, each tried with %d of %d keys"
                .formatted(some.size(), copies.keys().size(), trial.unwrapped(), keys);
        Set<MessageId> opened = new HashSet<>(trial.opened());
        if (keys > 0 && (trial.unwrapped() == 0 || living.isPresent() && !opened.contains(living.get()))) {
            looks.add(Look.note(where, "the master key file does not open what lives either: it is not this server's"));
            return looks;
        }
        living.ifPresent(opened::remove);
        String control = living.isPresent() ? "none opens, but one of a message that lives does" : "none opens";
        looks.add(opened.isEmpty() ? Look.fine(where, control) : Look.wrong(where, opened.size() + " of them open"));
        return looks;
    }

    private Optional<MessageId> addLiving(KeyTrial trial) {
        return jdbc.sql(
                        "SELECT m.chat_id, m.message_id, m.content FROM work.keyring k"
                                + " JOIN views.message m ON m.key_id = k.key_id"
                                + " WHERE k.kind = 'message' AND m.content IS NOT NULL AND NOT m.message_id = ANY (?::uuid[]) LIMIT 1")
                .param(copies.messages().toArray(String[]::new))
                .query((row, number) -> {
                    MessageId message = new MessageId(row.getObject("message_id", UUID.class));
                    trial.add(new ChatId(row.getObject("chat_id", UUID.class)), message, row.getBytes("content"));
                    return message;
                })
                .optional();
    }

    private void take(KeyTrial trial, String condition) {
        RowCallbackHandler taking = row ->
                trial.take(row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5));
        jdbc.sql(ROWS + condition).withFetchSize(PAGE).query(taking);
    }
}
