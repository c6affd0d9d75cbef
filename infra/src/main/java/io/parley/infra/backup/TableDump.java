package io.parley.infra.backup;

import io.parley.infra.backup.Manifest.Entry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes rows of the database into files: what COPY writes, compressed, and never more of it in memory than some buffers. All is
 * read in the connection's transaction.
 */
final class TableDump {

    private static final int BUFFER = 1 << 16;

    private final Connection connection;
    private final TransferProgress progress;

    TableDump(Connection connection, TransferProgress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /**
     * Dumps the rows of a table.
     *
     * @param folder where the file is made
     * @param expected how many rows there will be, for who looks on, or {@link TransferProgress#UNKNOWN}
     */
    Entry dump(Table table, Path folder, long expected) throws SQLException, IOException {
        List<String> columns = table.isTable() ? Columns.of(connection, table.name()) : table.columns();
        String copy = "COPY (SELECT %s FROM %s) TO STDOUT".formatted(String.join(", ", columns), table.rows());
        Path path = folder.resolve(table.file());
        MessageDigest digest = Hashes.sha256();
        progress.begin(table.name(), expected);
        long rows;
        try (PrivateFile file = PrivateFile.create(path)) {
            rows = copy(copy, new DigestOutputStream(new BufferedOutputStream(file.output(), BUFFER), digest));
        }
        progress.end(rows);
        return new Entry(table.file(), table.name(), columns, rows, Files.size(path), Hashes.hex(digest));
    }

    private long copy(String sql, OutputStream to) throws SQLException, IOException {
        try (Counter rows = new Counter(new BufferedOutputStream(new FastGzip(to), BUFFER), progress)) {
            connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, rows);
            return rows.rows();
        }
    }

    /** Ciphertext gets no smaller, and that bytes stand as hexadecimal digits costs little to undo. */
    private static final class FastGzip extends GZIPOutputStream {

        FastGzip(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
