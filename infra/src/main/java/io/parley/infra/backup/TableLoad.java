package io.parley.infra.backup;

import io.parley.infra.backup.Manifest.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Loads files of a backup into tables, so many rows at a time, each time with a transaction of its own. */
final class TableLoad {

    private static final int BATCH = 8 << 20;
    private static final int LONGEST_ROW = 1 << 29;

    private final Connection connection;
    private final TransferProgress progress;

    TableLoad(Connection connection, TransferProgress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /** Loads all rows of a file. */
    void load(PartFolder part, Entry entry, String into) throws SQLException, IOException {
        load(part, entry, into, 0);
    }

    /**
     * Loads those rows of a file whose first column is a number above some number.
     *
     * @param into the table
     * @param after that number; 0 if all rows are meant, whatever their first column is
     */
    void load(PartFolder part, Entry entry, String into, long after) throws SQLException, IOException {
        String copy = "COPY %s (%s) FROM STDIN".formatted(into, String.join(", ", entry.columns()));
        progress.begin(entry.table(), entry.rows());
        long rows = 0;
        try (InputStream in = part.rows(entry)) {
            Batch batch = new Batch(in);
            while (batch.next()) {
                int from = after == 0 ? 0 : batch.firstAbove(after);
                rows += batch.rows();
                send(copy, batch, from);
                progress.at(rows);
            }
        }
        progress.end(rows);
    }

    private void send(String copy, Batch batch, int from) throws SQLException {
        if (from == batch.end) {
            return;
        }
        CopyIn in = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
        try {
            in.writeToCopy(batch.bytes, from, batch.end - from);
            in.endCopy();
        } finally {
            if (in.isActive()) {
                in.cancelCopy();
            }
        }
        connection.commit();
    }

    /** As many whole rows as fit. */
    private static final class Batch {

        private final InputStream in;
        private byte[] bytes = new byte[BATCH];
        private int filled;
        private int end;

        Batch(InputStream in) {
            this.in = in;
        }

        boolean next() throws IOException {
            System.arraycopy(bytes, end, bytes, 0, filled - end);
            filled -= end;
            end = 0;
            do {
                if (filled == bytes.length) {
                    grow();
                }
                int read = in.readNBytes(bytes, filled, bytes.length - filled);
                if (read == 0) {
                    return requireNothingLeft();
                }
                filled += read;
                end = afterLastLine();
            } while (end == 0);
            return true;
        }

        private void grow() throws IOException {
            if (bytes.length >= LONGEST_ROW) {
                throw new IOException("a row is too long");
            }
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }

        private boolean requireNothingLeft() throws IOException {
            if (filled > 0) {
                throw new IOException("the last row is cut off");
            }
            return false;
        }

        private int afterLastLine() {
            int at = filled;
            while (at > 0 && bytes[at - 1] != '\n') {
                at--;
            }
            return at;
        }

        long rows() {
            long rows = 0;
            for (int i = 0; i < end; i++) {
                if (bytes[i] == '\n') {
                    rows++;
                }
            }
            return rows;
        }

        /** Where the first row begins whose number is above another; the end if there is none. */
        int firstAbove(long number) {
            int row = 0;
            while (row < end && numberAt(row) <= number) {
                while (bytes[row] != '\n') {
                    row++;
                }
                row++;
            }
            return row;
        }

        private long numberAt(int row) {
            long number = 0;
            for (int i = row; bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                number = number * 10 + (bytes[i] - '0');
            }
            return number;
        }
    }
}
