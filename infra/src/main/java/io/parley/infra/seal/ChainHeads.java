package io.parley.infra.seal;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes how far chains have got. */
final class ChainHeads {

    private static final String READ = "SELECT chain, hash FROM work.chain_head WHERE chain = ANY (?)";
    private static final String WRITE = "INSERT INTO work.chain_head AS h (chain, hash)"
            + " SELECT * FROM unnest(?::text[], ?::bytea[]) AS e (chain, hash)"
            + " ON CONFLICT (chain) DO UPDATE SET hash = excluded.hash";

    private final Connection connection;

    ChainHeads(Connection connection) {
        this.connection = connection;
    }

    Map<String, byte[]> read(Collection<String> chains) throws SQLException {
        Map<String, byte[]> heads = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            Array wanted = connection.createArrayOf("text", chains.toArray());
            statement.setArray(1, wanted);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    heads.put(row.getString(1), row.getBytes(2));
                }
            }
        }
        return heads;
    }

    void write(Map<String, byte[]> heads) throws SQLException {
        List<String> chains = new ArrayList<>(heads.size());
        List<byte[]> hashes = new ArrayList<>(heads.size());
        heads.forEach((chain, hash) -> {
            chains.add(chain);
            hashes.add(hash);
        });
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setArray(1, connection.createArrayOf("text", chains.toArray()));
            statement.setArray(2, connection.createArrayOf("bytea", hashes.toArray(byte[][]::new)));
            statement.executeUpdate();
        }
    }
}
