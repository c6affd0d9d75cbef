package io.parley.audit.doctor;

import io.parley.audit.look.StoredEvents;
import io.parley.audit.verify.VerificationProgress;
import io.parley.contract.message.MessageEvent.MessageSent;
import io.parley.infra.seal.EventRows;
import io.parley.infra.seal.LoggedEvent;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Whether each message that lives has its key, and none that is gone. */
final class MessageCheck implements Check {

    private static final int PAGE = 1000;

    private static final String SENT = "SELECT " + EventRows.COLUMNS + " FROM events.event WHERE type = '"
            + MessageSent.class.getName() + "' ORDER BY position";

    private static final String KEYS = "SELECT key_id FROM work.keyring WHERE key_id = ANY (?)";

    @Override
    public String name() {
        return "messages";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        StoredEvents stored = new StoredEvents();
        Endings endings = new Endings(snapshot, stored);
        long head = snapshot.head();
        long deleted = snapshot.progressOf("deletion").low();
        List<Sent> page = new ArrayList<>();
        long[] looked = new long[1];
        snapshot.each(SENT, row -> {
            LoggedEvent logged = EventRows.event(row);
            stored.read(logged)
                    .filter(MessageSent.class::isInstance)
                    .ifPresent(event -> page.add(new Sent(logged.position(), (MessageSent) event)));
            looked[0]++;
            if (page.size() == PAGE) {
                look(page, endings, deleted, snapshot, diagnosis);
                page.clear();
                progress.looked(logged.position(), head);
            }
        });
        look(page, endings, deleted, snapshot, diagnosis);
        diagnosis.looked("%,d messages", looked[0]);
    }

    private static void look(List<Sent> page, Endings endings, long deleted, Snapshot snapshot, Diagnosis diagnosis)
            throws SQLException {
        Set<UUID> keys = new HashSet<>();
        List<UUID> asked = page.stream().map(Sent::key).toList();
        snapshot.each(KEYS, row -> keys.add(row.getObject(1, UUID.class)), snapshot.uuids(asked));
        for (Sent sent : page) {
            long goneBy = endings.of(sent.chat(), sent.event().sequence());
            boolean hasKey = keys.contains(sent.key());
            if (goneBy == 0 && !hasKey) {
                diagnosis.wrong("%s: its key is gone, and the log does not say why", sent.place());
            } else if (goneBy > 0 && goneBy <= deleted && hasKey) {
                diagnosis.wrong("%s: it is gone since position %,d, and its key is there", sent.place(), goneBy);
            }
        }
    }

    private record Sent(long position, MessageSent event) {

        private UUID key() {
            return event.content().keyId().value();
        }

        private String chat() {
            return event.chatId().toString();
        }

        private String place() {
            return "message %,d of chat %s (position %,d)".formatted(event.sequence(), chat(), position);
        }
    }
}
