package io.parley.infra.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes the keyring and the ledger of shredded keys, as of one moment, into an empty folder: for each a gzip of what COPY writes in its
 * text format, and behind them a manifest with their checksums. Each file lasts when it is written. A file format.
 */
public final class KeyringDump {

    private static final int BUFFER = 1 << 16;

    private final Connection connection;

    /** One by way of a connection that is in no transaction. */
    public KeyringDump(Connection connection) {
        this.connection = connection;
    }

    /**
     * Writes the files.
     *
     * @param kekId the key-encryption key that wraps the keyring
     */
    public void write(Path folder, String kekId, Instant writtenAt) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", 1);
        manifest.put("writtenAt", writtenAt.toString());
        manifest.put("epoch", epoch());
        manifest.put("keyEncryptionKey", kekId);
        manifest.put(
                "files",
                Map.of(
                        "keyring.copy.gz",
                        copy("work.keyring", folder.resolve("keyring.copy.gz")),
                        "shredded_key.copy.gz",
                        copy("work.shredded_key", folder.resolve("shredded_key.copy.gz"))));
        connection.rollback();
        byte[] text =
                JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest);
        try (FileChannel file = create(folder.resolve("manifest.json"));
                OutputStream out = Channels.newOutputStream(file)) {
            out.write(text);
            file.force(true);
        }
    }

    private @Nullable String epoch() throws SQLException {
        boolean isThere = single("SELECT to_regclass('events.store')") != null;
        return isThere ? single("SELECT epoch::text FROM events.store") : null;
    }

    private @Nullable String single(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            return found.next() ? found.getString(1) : null;
        }
    }

    private Map<String, Object> copy(String table, Path path) throws SQLException, IOException {
        MessageDigest digest = sha256();
        long rows;
        try (FileChannel file = create(path)) {
            OutputStream hashed = new DigestOutputStream(Channels.newOutputStream(file), digest);
            GZIPOutputStream zipped = new GZIPOutputStream(hashed, BUFFER);
            rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut("COPY " + table + " TO STDOUT", zipped);
            zipped.finish();
            file.force(true);
        }
        return Map.of(
                "rows",
                rows,
                "bytes",
                Files.size(path),
                "sha256",
                HexFormat.of().formatHex(digest.digest()));
    }

    private static FileChannel create(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
