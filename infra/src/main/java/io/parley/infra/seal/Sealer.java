package io.parley.infra.seal;

import io.parley.infra.signing.Ed25519Signer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Seals what the log has had since the last seal, out of the way of whoever appends. Any number of nodes may try: one at a time does it,
 * and each goes on from what is in the database.
 */
public final class Sealer {

    /** Names the sealer among advisory locks: "sealer" in ASCII. */
    private static final String LOCK = "SELECT pg_try_advisory_xact_lock(" + 0x7365616C6572L + ")";

    private final Ed25519Signer key;
    private final Clock clock;
    private final int mostEvents;
    private final ChainHeads heads = new ChainHeads();
    private long lastNumber;

    /**
     * One that has seen nothing yet.
     *
     * @param key what signs
     * @param clock what tells when
     * @param mostEvents how many events one seal covers at most
     */
    public Sealer(Ed25519Signer key, Clock clock, int mostEvents) {
        this.key = key;
        this.clock = clock;
        this.mostEvents = mostEvents;
    }

    /**
     * Makes one seal, if there is something to seal, and commits it.
     *
     * @param connection one in whose transaction nothing has been done
     * @return how many events it covers; 0 too if another node is about it
     * @throws BrokenSealsException if seals or sealed events are gone: to go on would hide that
     */
    public int seal(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            int events = isMine(connection) ? sealNext(connection) : 0;
            connection.commit();
            if (events > 0) {
                lastNumber++;
            }
            return events;
        } catch (SQLException | RuntimeException e) {
            heads.forget();
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private int sealNext(Connection connection) throws SQLException {
        SealTable table = new SealTable(connection);
        Seal before = table.last().orElse(null);
        long number = before == null ? 0 : before.number();
        long sealed = before == null ? 0 : before.lastPosition();
        requireAll(number, sealed, table.head());
        lastNumber = number;
        List<LoggedEvent> events = table.events(sealed + 1, sealed + mostEvents);
        if (events.isEmpty()) {
            return 0;
        }
        requireNoGap(events, sealed);
        heads.catchUp(connection, number);
        Links links = link(connection, events);
        heads.moved(connection, number + 1, links.heads());
        Peaks peaks = before == null ? Peaks.none() : Peaks.of(number, table.peaks(number));
        Seal seal = signed(number + 1, table, events, links, peaks);
        table.add(new StoredSeal(seal, links.hashes(), peaks.with(seal.hash()).bytes()));
        return events.size();
    }

    private static boolean isMine(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(LOCK);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** What this node has seen is not undone by anybody who may do so. */
    private void requireAll(long number, long sealed, long head) {
        if (number < lastNumber) {
            throw new BrokenSealsException("Seals have gone: the last one was number %,d, and now it is number %,d"
                    .formatted(lastNumber, number));
        }
        if (head < sealed) {
            throw new BrokenSealsException(
                    "Sealed events have gone: the log ends at position %,d, and was sealed up to %,d"
                            .formatted(head, sealed));
        }
    }

    private static void requireNoGap(List<LoggedEvent> events, long sealed) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).position() != sealed + 1 + i) {
                throw new BrokenSealsException(
                        "The log has no event, or more than one, at position %,d".formatted(sealed + 1 + i));
            }
        }
    }

    private Links link(Connection connection, List<LoggedEvent> events) throws SQLException {
        Set<String> chains = events.stream().map(LoggedEvent::chain).collect(Collectors.toSet());
        Map<String, byte[]> links = heads.of(connection, chains);
        Links sealed = new Links(events.size());
        for (LoggedEvent event : events) {
            String chain = event.chain();
            byte[] before = links.getOrDefault(chain, Chain.beginning());
            byte[] hash = Chain.link(before, Chain.digest(event));
            links.put(chain, hash);
            sealed.add(chain, hash);
        }
        return sealed;
    }

    private Seal signed(long number, SealTable table, List<LoggedEvent> events, Links links, Peaks peaks)
            throws SQLException {
        Seal seal = new Seal(
                number,
                table.epoch(),
                events.get(0).position(),
                events.get(events.size() - 1).position(),
                links.heads().size(),
                MerkleTree.root(links.leaves()),
                peaks.root(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                key.keyId(),
                new byte[0]);
        return seal.signedAs(key.sign(seal.signed()));
    }
}
