package io.parley.audit.doctor;

import io.parley.audit.verify.VerificationProgress;
import java.sql.SQLException;

/** Whether messages were given up for some of a group's members and not brought since. */
final class FanOutCheck implements Check {

    private static final String ABANDONED = """
            SELECT a.chat_id, a.lane, a.sequence, a.tries FROM views.mailbox_abandoned a
            WHERE NOT EXISTS (SELECT FROM views.mailbox_lane l
                    WHERE l.chat_id = a.chat_id AND l.lane = a.lane AND l.sequence = a.sequence)
                AND NOT EXISTS (SELECT FROM views.gone_chat g
                    WHERE g.chat_id = a.chat_id AND g.projection = 'mailbox')
            ORDER BY a.position""";

    @Override
    public String name() {
        return "fan-outs";
    }

    @Override
    public void run(Snapshot snapshot, Diagnosis diagnosis, VerificationProgress progress) throws SQLException {
        snapshot.hold("views.mailbox_abandoned", "views.mailbox_lane");
        snapshot.each(
                ABANDONED,
                row -> diagnosis.wrong(
                        "chat %s, lane %d: message %,d was given up after %,d tries (./parley fan-out restart)",
                        row.getString(1), row.getInt(2), row.getLong(3), row.getLong(4)));
        diagnosis.looked("messages that were given up for some members");
    }
}
