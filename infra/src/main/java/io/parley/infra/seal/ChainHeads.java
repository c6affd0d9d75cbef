package io.parley.infra.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How far chains have got. What has moved is kept in memory and written now and then, since chats that are talked in move with every seal;
 * who comes new to it reads what moved since from the seals.
 */
final class ChainHeads {

    /** After how many seals, or how many moved chains, they are written: what a node that comes new reads at most. */
    private static final int MOST_SEALS = 60;

    private static final int MOST_UNWRITTEN = 20_000;
    private static final int MOST_KNOWN = 100_000;

    private static final String WRITTEN = "SELECT coalesce(max(seal), 0) FROM work.chain_heads_written";
    private static final String NOTE = "INSERT INTO work.chain_heads_written (seal) VALUES (?)"
            + " ON CONFLICT (only_row) DO UPDATE SET seal = excluded.seal";
    private static final String READ = "SELECT chain, hash FROM work.chain_head WHERE chain = ANY (?)";
    private static final String WRITE = "INSERT INTO work.chain_head AS h (chain, hash)"
            + " SELECT * FROM unnest(?::text[], ?::bytea[]) AS e (chain, hash)"
            + " ON CONFLICT (chain) DO UPDATE SET hash = excluded.hash";

    private final Map<String, byte[]> known = new HashMap<>();
    private final Set<String> unwritten = new HashSet<>();
    private boolean loaded;
    private long upTo;
    private long written;

    /** Learns what others have sealed since, up to a seal. All that moved since the heads were written is known then. */
    void catchUp(Connection connection, long seal) throws SQLException {
        if (!loaded) {
            written = number(connection);
            upTo = written;
            loaded = true;
        }
        SealTable table = new SealTable(connection);
        while (upTo < seal) {
            List<StoredSeal> page = table.after(upTo, MOST_SEALS);
            if (page.isEmpty() || page.get(0).seal().number() != upTo + 1) {
                throw new BrokenSealsException("Seals have gone: number %,d is missing".formatted(upTo + 1));
            }
            for (StoredSeal next : page) {
                learn(table, next);
                upTo = next.seal().number();
            }
        }
    }

    private void learn(SealTable table, StoredSeal stored) throws SQLException {
        long position = stored.seal().firstPosition();
        for (String chain : table.chains(position, stored.seal().lastPosition())) {
            known.put(chain, stored.hashAt(position++));
            unwritten.add(chain);
        }
    }

    /** The heads of chains; none for those that have not begun. */
    Map<String, byte[]> of(Connection connection, Collection<String> chains) throws SQLException {
        Map<String, byte[]> heads = new HashMap<>();
        List<String> unknown = new ArrayList<>();
        for (String chain : chains) {
            byte[] head = known.get(chain);
            if (head == null) {
                unknown.add(chain);
            } else {
                heads.put(chain, head);
            }
        }
        if (!unknown.isEmpty()) {
            read(connection, unknown, heads);
        }
        return heads;
    }

    private static void read(Connection connection, List<String> chains, Map<String, byte[]> into) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setArray(1, connection.createArrayOf("text", chains.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    into.put(row.getString(1), row.getBytes(2));
                }
            }
        }
    }

    /** Notes where chains are with the next seal, in the transaction that adds it. Whoever rolls that back must {@link #forget}. */
    void moved(Connection connection, long seal, Map<String, byte[]> heads) throws SQLException {
        known.putAll(heads);
        unwritten.addAll(heads.keySet());
        upTo = seal;
        if (seal - written >= MOST_SEALS || unwritten.size() >= MOST_UNWRITTEN) {
            write(connection, seal);
        }
    }

    private void write(Connection connection, long seal) throws SQLException {
        List<byte[]> hashes = new ArrayList<>(unwritten.size());
        unwritten.forEach(chain -> hashes.add(known.get(chain)));
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setArray(1, connection.createArrayOf("text", unwritten.toArray()));
            statement.setArray(2, connection.createArrayOf("bytea", hashes.toArray(byte[][]::new)));
            statement.executeUpdate();
        }
        try (PreparedStatement statement = connection.prepareStatement(NOTE)) {
            statement.setLong(1, seal);
            statement.executeUpdate();
        }
        unwritten.clear();
        written = seal;
        if (known.size() > MOST_KNOWN) {
            known.clear();
        }
    }

    /** Knows nothing any more, and reads all anew. */
    void forget() {
        known.clear();
        unwritten.clear();
        loaded = false;
    }

    private static long number(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITTEN);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
