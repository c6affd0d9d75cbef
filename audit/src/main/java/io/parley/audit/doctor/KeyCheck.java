package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.id.MessageId;
import io.parley.infra.store.MessageIdentity;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Whether each message's key has a message, and a key above it. */
final class KeyCheck implements Check {

    private static final int PAGE = 1000;

    private static final String KEYS = "SELECT key_id, owner FROM work.keyring WHERE kind = 'message'";

    private static final String KNOWN = "SELECT event_id FROM events.event WHERE event_id = ANY (?)";

    /** Those below a chat's key that was destroyed go a little later. */
    private static final String HANGING = """
            SELECT k.key_id, k.kind, k.owner FROM work.keyring k
            WHERE k.wrapped_by NOT LIKE 'kek:%' AND NOT EXISTS (
                SELECT FROM work.keyring p WHERE p.key_id::text = k.wrapped_by)""";

    @Override
    public String name() {
        return "keys";
    }

    @Override
    public String unit() {
        return "key";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        long all = snapshot.number("SELECT count(*) FROM work.keyring WHERE kind = 'message'");
        Map<UUID, String> page = new LinkedHashMap<>();
        long[] looked = new long[1];
        snapshot.each(KEYS, row -> {
            page.put(eventOf(row.getString(2)), row.getString(2));
            if (page.size() == PAGE) {
                requireMessages(page, snapshot, diagnosis);
                looked[0] += page.size();
                page.clear();
                progress.looked(looked[0], all);
            }
        });
        requireMessages(page, snapshot, diagnosis);
        requireParents(snapshot, diagnosis);
        diagnosis.looked("%,d keys of messages", all);
    }

    private static UUID eventOf(String owner) {
        return MessageIdentity.eventIdOf(MessageId.valueOf(owner));
    }

    private static void requireMessages(Map<UUID, String> page, Snapshot snapshot, Diagnosis diagnosis)
            throws SQLException {
        Set<UUID> known = new HashSet<>();
        snapshot.each(KNOWN, row -> known.add(row.getObject(1, UUID.class)), snapshot.uuids(page.keySet()));
        List<String> unknown = new ArrayList<>();
        page.forEach((event, message) -> {
            if (!known.contains(event)) {
                unknown.add(message);
            }
        });
        unknown.forEach(message -> diagnosis.wrong("there is a key, and in the log no message: %s", message));
    }

    private static void requireParents(Snapshot snapshot, Diagnosis diagnosis) throws SQLException {
        if (snapshot.progressOf("deletion").low() < snapshot.head()) {
            diagnosis.note("what follows deletions is still under way: keys below other keys were not looked at");
            return;
        }
        snapshot.each(
                HANGING,
                row -> diagnosis.wrong(
                        "the %s key %s of %s lies below a key that is gone",
                        row.getString(2), row.getString(1), row.getString(3)));
    }
}
