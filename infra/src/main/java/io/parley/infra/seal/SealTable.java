package io.parley.infra.seal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Reads and writes seals, and the events below them, on a connection. Every read is bounded by a limit, a range or a key. */
public final class SealTable {

    private static final String SEAL =
            "number, epoch, first_position, last_position, chains, root, history, sealed_at, key_id, signature";

    private static final String INSERT =
            "INSERT INTO events.seal (" + SEAL + ", hashes, peaks)" + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String EVENTS = "SELECT " + EventRows.COLUMNS + " FROM events.event";

    private static final String OUTLINES = "SELECT position, event_id, aggregate_type, aggregate_id, sequence_number,"
            + " type, revision, recorded_at,"
            + " CASE WHEN aggregate_id = ? OR starts_with(aggregate_id, ? || '/') THEN payload ELSE ''::bytea END,"
            + " CASE WHEN aggregate_id = ? OR starts_with(aggregate_id, ? || '/') THEN metadata ELSE ''::bytea END"
            + " FROM events.event";

    private final Connection connection;

    /** Those of the database that a connection leads to. */
    public SealTable(Connection connection) {
        this.connection = connection;
    }

    /** The last seal there is. */
    public Optional<Seal> last() throws SQLException {
        return list(SealTable::seal, "SELECT " + SEAL + " FROM events.seal ORDER BY number DESC LIMIT 1").stream()
                .findFirst();
    }

    /** The tree of seals up to one, it included. */
    byte[] peaks(long number) throws SQLException {
        return list(row -> row.getBytes(1), "SELECT peaks FROM events.seal WHERE number = ?", number)
                .get(0);
    }

    /** A seal by its number. */
    public Optional<StoredSeal> withNumber(long number) throws SQLException {
        return one("SELECT " + SEAL + ", hashes, peaks FROM events.seal WHERE number = ?", number);
    }

    /** The seal that covers a position. */
    public Optional<StoredSeal> covering(long position) throws SQLException {
        return one(
                "SELECT " + SEAL + ", hashes, peaks FROM events.seal WHERE last_position >= ? AND first_position <= ?"
                        + " ORDER BY last_position LIMIT 1",
                position,
                position);
    }

    /** The seals after a number, in their order. */
    public List<StoredSeal> after(long number, int limit) throws SQLException {
        return all(
                "SELECT " + SEAL + ", hashes, peaks FROM events.seal WHERE number > ? ORDER BY number LIMIT ?",
                number,
                (long) limit);
    }

    /** As {@link #after}, without the hashes of their events. */
    public List<Seal> sealsAfter(long number, int limit) throws SQLException {
        return list(
                SealTable::seal,
                "SELECT " + SEAL + " FROM events.seal WHERE number > ? ORDER BY number LIMIT ?",
                number,
                (long) limit);
    }

    /** Adds a seal. */
    void add(StoredSeal stored) throws SQLException {
        Seal seal = stored.seal();
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, seal.number());
            statement.setObject(2, seal.epoch());
            statement.setLong(3, seal.firstPosition());
            statement.setLong(4, seal.lastPosition());
            statement.setInt(5, seal.chains());
            statement.setBytes(6, seal.root());
            statement.setBytes(7, seal.history());
            statement.setObject(8, seal.sealedAt().atOffset(ZoneOffset.UTC));
            statement.setString(9, seal.keyId());
            statement.setBytes(10, seal.signature());
            statement.setBytes(11, stored.hashes());
            statement.setBytes(12, stored.peaks());
            statement.executeUpdate();
        }
    }

    /** The log's epoch. */
    public UUID epoch() throws SQLException {
        return list(row -> row.getObject(1, UUID.class), "SELECT epoch FROM events.store")
                .get(0);
    }

    /** The epochs that the log has had: its own, and those from before its restores. */
    public Set<UUID> epochs() throws SQLException {
        return Set.copyOf(list(
                row -> row.getObject(1, UUID.class),
                "SELECT epoch FROM events.store UNION SELECT epoch_before FROM events.restore"));
    }

    /** The log's last position; 0 if it has no events. */
    public long head() throws SQLException {
        return number("SELECT coalesce(max(position), 0) FROM events.event");
    }

    /** How many events lie below a position: none should below the first. */
    public long eventsBefore(long position) throws SQLException {
        return number("SELECT count(*) FROM events.event WHERE position < ?", position);
    }

    /** The events from one position up to another, in order of position; more of one position if somebody has put them there. */
    public List<LoggedEvent> events(long first, long last) throws SQLException {
        return list(EventRows::event, EVENTS + " WHERE position >= ? AND position <= ? ORDER BY position", first, last);
    }

    /** As {@link #events}, but what the events of other chains say is left out. */
    public List<LoggedEvent> eventsWithContentsOf(String chain, long first, long last) throws SQLException {
        return list(
                EventRows::event,
                OUTLINES + " WHERE position >= ? AND position <= ? ORDER BY position",
                chain,
                chain,
                chain,
                chain,
                first,
                last);
    }

    /** The events of a chain after a position, up to another, in order of position. */
    public List<LoggedEvent> eventsOf(String chain, long after, long last, int limit) throws SQLException {
        return list(
                EventRows::event,
                EVENTS + " WHERE " + EventRows.OF_CHAIN
                        + " AND position > ? AND position <= ? ORDER BY position LIMIT ?",
                chain,
                chain,
                chain,
                chain,
                after,
                last,
                (long) limit);
    }

    /** Of the events from one position up to another, which chain each is of. */
    public List<String> chains(long first, long last) throws SQLException {
        return list(
                row -> LoggedEvent.chainOf(row.getString(1)),
                "SELECT aggregate_id FROM events.event WHERE position >= ? AND position <= ? ORDER BY position",
                first,
                last);
    }

    private long number(String sql, Object... parameters) throws SQLException {
        return list(row -> row.getLong(1), sql, parameters).get(0);
    }

    private Optional<StoredSeal> one(String sql, Object... parameters) throws SQLException {
        return all(sql, parameters).stream().findFirst();
    }

    private List<StoredSeal> all(String sql, Object... parameters) throws SQLException {
        return list(row -> new StoredSeal(seal(row), row.getBytes(11), row.getBytes(12)), sql, parameters);
    }

    private <T> List<T> list(Row<T> reader, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = prepare(sql, parameters);
                ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    /** What is made of a row. */
    private interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong(1),
                row.getObject(2, UUID.class),
                row.getLong(3),
                row.getLong(4),
                row.getInt(5),
                row.getBytes(6),
                row.getBytes(7),
                row.getObject(8, OffsetDateTime.class).toInstant(),
                row.getString(9),
                row.getBytes(10));
    }

    private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }
}
