package io.parley.query.deadletter;

import io.parley.contract.deadletter.DeadLetterDetail;
import io.parley.contract.deadletter.DeadLetterDetail.CiphertextSize;
import io.parley.contract.deadletter.DeadLetterQuery.After;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetter;
import io.parley.contract.deadletter.DeadLetterQuery.FindDeadLetters;
import io.parley.contract.deadletter.DeadLetters;
import io.parley.contract.deadletter.DeadLetters.Letter;
import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.DeadLetterId;
import io.parley.contract.id.KeyId;
import io.parley.query.Answers;
import io.parley.query.Rows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Answers operators' questions about what projections hold back, from the dead-letter queue's own table. What the events say is
 * ciphertext there too, of which no more than the size is told. An event may be held back because nobody can read it: it is shown all
 * the same, without what is in it, so that it can be given up.
 */
public final class DeadLetterQueries {

    /** The class of SQLSTATE of values that are not what they are read as: no JSON, no UUID, no Base64. */
    private static final String DATA_EXCEPTION = "22";

    /** What an operator wants tried again bears the epoch until it is tried. A token is JSON in plain ASCII; nothing else is read. */
    private static final String COLUMNS = """
            deadletteridentifier, processinggroup, sequenceidentifier, sequenceindex, eventidentifier, payloadtype,
            aggregateidentifier, causetype, causemessage, enqueuedat::timestamptz AS since,
            coalesce(nullif(lasttouched::timestamptz, timestamptz 'epoch'), enqueuedat::timestamptz) AS tried_at,
            substring(encode(d.token, 'escape') FROM '"globalIndex"\\s*:\\s*([0-9]{1,18})')::bigint AS position,
            (SELECT count(*) FROM work.dead_letter b WHERE b.processinggroup = d.processinggroup
                AND b.sequenceidentifier = d.sequenceidentifier AND b.sequenceindex > d.sequenceindex) AS behind""";

    private final JdbcClient jdbc;
    private final Answers answers;

    /** A handler that reads with these. */
    public DeadLetterQueries(JdbcClient jdbc, Answers answers) {
        this.jdbc = jdbc;
        this.answers = answers;
    }

    @QueryHandler
    CompletableFuture<DeadLetters> handle(FindDeadLetters query) {
        return answers.now(() -> page(query));
    }

    @QueryHandler
    CompletableFuture<DeadLetterDetail> handle(FindDeadLetter query) {
        return answers.now(() -> detail(query.letterId()));
    }

    private DeadLetters page(FindDeadLetters query) {
        List<Letter> found = find(query);
        boolean more = found.size() > query.limit();
        return new DeadLetters(more ? found.subList(0, query.limit()) : found, more);
    }

    /** One more than asked for, to see whether there are more. */
    private List<Letter> find(FindDeadLetters query) {
        After after = query.after() == null ? new After("", "") : query.after();
        return jdbc.sql("""
                        SELECT %s
                        FROM (SELECT DISTINCT ON (processinggroup, sequenceidentifier) *
                            FROM work.dead_letter
                            WHERE (processinggroup, sequenceidentifier) > (:afterProjection, :afterConversation)
                                AND (CAST(:projection AS varchar) IS NULL OR processinggroup = :projection)
                            ORDER BY processinggroup, sequenceidentifier, sequenceindex
                            LIMIT :limit) d
                        ORDER BY processinggroup, sequenceidentifier""".formatted(COLUMNS))
                .param("afterProjection", after.projection())
                .param("afterConversation", after.conversation())
                .param("projection", query.projection())
                .param("limit", query.limit() + 1)
                .query((row, number) -> letter(row))
                .list();
    }

    private DeadLetterDetail detail(DeadLetterId letterId) {
        return jdbc.sql(
                        "SELECT %s, payloadrevision, octet_length(payload) AS size FROM work.dead_letter d WHERE deadletteridentifier = ?"
                                .formatted(COLUMNS))
                .param(letterId.toString())
                .query((row, number) -> new DeadLetterDetail(
                        letter(row),
                        row.getString("payloadrevision"),
                        readable(() -> metadata(letterId), Map.of()),
                        row.getLong("size"),
                        readable(() -> ciphertexts(letterId), List.of())))
                .optional()
                .orElseThrow(() -> new Rejection(
                        ErrorCode.NOT_FOUND,
                        "Nothing is held back under this identifier: it went through or was skipped."));
    }

    private static <T> T readable(Supplier<T> read, T otherwise) {
        try {
            return read.get();
        } catch (DataAccessException e) {
            if (isUnreadable(e)) {
                return otherwise;
            }
            throw e;
        }
    }

    private static boolean isUnreadable(DataAccessException failure) {
        return failure.getMostSpecificCause() instanceof SQLException cause
                && cause.getSQLState() != null
                && cause.getSQLState().startsWith(DATA_EXCEPTION);
    }

    private Map<String, String> metadata(DeadLetterId letterId) {
        Map<String, String> metadata = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT m.key, coalesce(m.value, '') AS value FROM work.dead_letter d
                        CROSS JOIN jsonb_each_text(convert_from(d.metadata, 'UTF8')::jsonb) m
                        WHERE d.deadletteridentifier = ? ORDER BY m.key""").param(letterId.toString()).query(row -> {
            metadata.put(row.getString("key"), row.getString("value"));
        });
        return metadata;
    }

    private List<CiphertextSize> ciphertexts(DeadLetterId letterId) {
        return jdbc.sql("""
                        SELECT (c ->> 'keyId')::uuid AS key_id, octet_length(decode(c ->> 'bytes', 'base64')) AS size
                        FROM work.dead_letter d CROSS JOIN jsonb_path_query(convert_from(d.payload, 'UTF8')::jsonb,
                            'strict $.** ? (exists(@.keyId) && exists(@.bytes))') c
                        WHERE d.deadletteridentifier = ? AND c ->> 'keyId' IS NOT NULL""")
                .param(letterId.toString())
                .query((row, number) -> new CiphertextSize(new KeyId(Rows.id(row, "key_id")), row.getInt("size")))
                .list();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                DeadLetterId.valueOf(row.getString("deadletteridentifier")),
                row.getString("processinggroup"),
                row.getString("sequenceidentifier"),
                row.getLong("sequenceindex"),
                row.getString("eventidentifier"),
                simple(row.getString("payloadtype")),
                row.getLong("position"),
                row.getString("aggregateidentifier"),
                cause(row.getString("causetype"), row.getString("causemessage")),
                Rows.time(row, "since"),
                Rows.time(row, "tried_at"),
                row.getLong("behind"));
    }

    private static @Nullable String cause(@Nullable String type, @Nullable String message) {
        return type == null ? null : simple(type) + (message == null ? "" : ": " + message);
    }

    private static String simple(String type) {
        return type.substring(Math.max(type.lastIndexOf('.'), type.lastIndexOf('$')) + 1);
    }
}
