package io.parley.app.purge;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** A keyring as {@code ./parley backup} writes it, which is as PostgreSQL copies the table: a key a line, its columns in turn. */
final class KeyringCopy {

    static final String FILE = "keyring.copy.gz";

    private static final int COLUMNS = 5;
    private static final String BYTES = "\\\\x";

    private final Path file;

    KeyringCopy(Path file) {
        this.file = file;
    }

    /** What hears of each key. */
    interface Reader {
        void key(Row row);
    }

    /**
     * A key as it lay in the keyring.
     *
     * @param wrapped its wrapped bytes, as they are written there
     */
    record Row(String keyId, String kind, String owner, String wrappedBy, String wrapped) {

        byte[] bytes() {
            return HexFormat.of().parseHex(wrapped, BYTES.length(), wrapped.length());
        }

        @Override
        public String toString() {
            return "Row[" + keyId + "]";
        }
    }

    void read(Reader reader) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] columns = line.split("\t", COLUMNS + 1);
                if (columns.length <= COLUMNS || !columns[COLUMNS - 1].startsWith(BYTES)) {
                    throw new IOException(file + " is no keyring as ./parley backup writes it.");
                }
                reader.key(new Row(columns[0], columns[1], columns[2], columns[3], columns[4]));
            }
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
