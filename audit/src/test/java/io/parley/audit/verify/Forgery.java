package io.parley.audit.verify;

import io.parley.audit.testing.TestLog;
import io.parley.infra.seal.Chain;
import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.seal.SealTable;
import io.parley.infra.seal.StoredSeal;
import java.sql.Connection;
import java.sql.SQLException;

/** What a forger would do who knows how seals are made and has no signing key. */
final class Forgery {

    private Forgery() {}

    /** The hashes of the seal that covers the last event of a chain, made anew for what that event says now. */
    static byte[] relinked(TestLog log, long position) throws SQLException {
        try (Connection connection = log.connector().open()) {
            SealTable table = new SealTable(connection);
            StoredSeal seal = table.covering(position).orElseThrow();
            LoggedEvent forged = table.events(position, position).get(0);
            byte[] head = Chain.beginning();
            for (LoggedEvent event : table.eventsOf(forged.chain(), 0, position, 1_000)) {
                head = Chain.link(head, Chain.digest(event));
            }
            byte[] hashes = seal.hashes().clone();
            System.arraycopy(
                    head, 0, hashes, (int) (position - seal.seal().firstPosition()) * head.length, head.length);
            return hashes;
        }
    }
}
