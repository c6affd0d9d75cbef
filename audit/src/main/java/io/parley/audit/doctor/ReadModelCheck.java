package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.chat.ChatEvent.DirectChatOpened;
import io.parley.contract.chat.ChatEvent.GroupOpened;
import io.parley.contract.log.Processors;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Whether the read tables say of each chat what the log says: how many messages were sent, how many members there are, whether it is gone.
 * As far as the projections have got; what they hold back is a matter of its own.
 */
final class ReadModelCheck implements Check {

    private static final int PAGE = 500;

    private static final String OPENED = "SELECT position, aggregate_id FROM events.event WHERE type IN ('"
            + DirectChatOpened.class.getName() + "', '" + GroupOpened.class.getName() + "') ORDER BY position";

    @Override
    public String name() {
        return "read-models";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        snapshot.hold("views.chat", "views.chat_member", "views.chat_activity", "views.message");
        long head = snapshot.head();
        List<UUID> page = new ArrayList<>();
        long[] chats = new long[1];
        ChatTables tables = new ChatTables(
                snapshot, snapshot.progressOf(Processors.VIEWS), snapshot.progressOf(Processors.HISTORY));
        snapshot.each(OPENED, row -> {
            page.add(UUID.fromString(row.getString(2)));
            chats[0]++;
            if (page.size() == PAGE) {
                compare(page, tables, diagnosis);
                page.clear();
                progress.looked(row.getLong(1), head);
            }
        });
        compare(page, tables, diagnosis);
        diagnosis.looked("%,d chats, up to position %,d of %,d", chats[0], tables.upTo(), head);
    }

    private static void compare(List<UUID> chats, ChatTables tables, Diagnosis diagnosis) throws SQLException {
        Map<UUID, List<String>> differences = new LinkedHashMap<>();
        tables.differences(chats, (chat, difference) -> differences
                .computeIfAbsent(chat, any -> new ArrayList<>())
                .add(difference));
        differences.forEach((chat, all) -> diagnosis.wrong("chat %s: %s", chat, String.join("; ", all)));
    }
}
