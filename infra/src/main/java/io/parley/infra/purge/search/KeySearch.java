package io.parley.infra.purge.search;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Looks for the keys that were destroyed, for those below them, and for those of the messages, by identifier and by owner. */
final class KeySearch {

    private final JdbcClient jdbc;
    private final Sought sought;
    private final MessageCopies copies;

    KeySearch(JdbcClient jdbc, Sought sought, MessageCopies copies) {
        this.jdbc = jdbc;
        this.sought = sought;
        this.copies = copies;
    }

    List<Look> looks() {
        List<String> found = new ArrayList<>();
        addIfAny(found, named(count("key_id = ANY (:keys::uuid[])")), "of the keys that it names are there");
        addIfAny(found, named(count("wrapped_by = ANY (:keys)")), "keys below them are there");
        addIfAny(
                found,
                named(count("(key_id = ANY (:leaves) OR kind = 'message' AND owner = ANY (:messages))"
                                + " AND NOT key_id = ANY (:keys::uuid[]) AND NOT wrapped_by = ANY (:keys)"))
                        .param("leaves", copies.keys().toArray(UUID[]::new))
                        .param("messages", copies.messages().toArray(String[]::new)),
                "other keys of its messages are there");
        if (sought.whole()) {
            addIfAny(
                    found,
                    named(
                                    count(
                                            "owner = :subject AND NOT key_id = ANY (:keys::uuid[]) AND NOT wrapped_by = ANY (:keys)"))
                            .param("subject", sought.subject()),
                    "other keys of the same owner are there");
        }
        long all = single(jdbc.sql("SELECT count(*) FROM work.keyring"));
        return List.of(
                Look.at("keyring, %d keys".formatted(all), !found.isEmpty(), String.join("; ", found)), ledger());
    }

    private StatementSpec count(String condition) {
        return jdbc.sql("SELECT count(*) FROM work.keyring WHERE " + condition);
    }

    private StatementSpec named(StatementSpec statement) {
        return statement.param("keys", sought.keys().toArray(String[]::new));
    }

    private static void addIfAny(List<String> found, StatementSpec statement, String what) {
        long rows = single(statement);
        if (rows > 0) {
            found.add(rows + " " + what);
        }
    }

    /** That a key is entered as destroyed proves nothing; that it is not, neither: but one would ask why. */
    private Look ledger() {
        long all = single(jdbc.sql("SELECT count(*) FROM work.shredded_key"));
        long entered =
                single(named(jdbc.sql("SELECT count(*) FROM work.shredded_key WHERE key_id = ANY (:keys::uuid[])")));
        String where = "ledger of destroyed keys, %d keys".formatted(all);
        String what = "%d of %d are entered".formatted(entered, sought.keys().size());
        return entered == sought.keys().size() ? Look.fine(where, what) : Look.note(where, what);
    }

    private static long single(StatementSpec statement) {
        return statement.query(Long.class).single();
    }
}
