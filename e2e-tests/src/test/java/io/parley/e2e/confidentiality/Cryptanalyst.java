package io.parley.e2e.confidentiality;

import io.parley.e2e.harness.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * Somebody who has got hold of copies of the database and of the key file, knows how Parley encrypts, and tries each key on everything.
 * Shares no code with Parley: what it needs to know is in the documents.
 */
final class Cryptanalyst {

    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int PREFIX = 5;

    private static final String ROWS =
            "SELECT concat_ws(' ', key_id, kind, owner, wrapped_by, encode(wrapped, 'hex')) FROM work.keyring";
    private static final String MESSAGES =
            "SELECT convert_from(payload, 'UTF8') FROM events.event WHERE type LIKE '%MessageSent'";

    private final Set<Row> rows = new LinkedHashSet<>();
    private final List<byte[]> masterKeys = new ArrayList<>();
    private final Map<String, Sealed> messages = new LinkedHashMap<>();

    /** A copy of a row of the keyring. */
    private record Row(String keyId, String kind, String owner, String wrappedBy, String wrapped) {

        byte[] bytes() {
            return HexFormat.of().parseHex(wrapped);
        }

        byte[] associatedData() {
            return fields("parley/key/1", keyId, kind, owner, wrappedBy);
        }
    }

    private record Sealed(String chatId, String messageId, byte[] bytes) {}

    /** Copies what is in the keyring now, beside what was copied before. */
    Cryptanalyst copyKeyring(Tables tables) throws SQLException {
        for (String line : tables.column(ROWS)) {
            String[] parts = line.split(" ");
            rows.add(new Row(parts[0], parts[1], parts[2], parts[3], parts[4]));
        }
        return this;
    }

    /** Copies the messages that are in the log now. */
    Cryptanalyst copyMessages(Tables tables) throws SQLException {
        for (String json : tables.column(MESSAGES)) {
            JsonNode event = Json.read(json);
            String messageId = event.path("messageId").asString();
            byte[] bytes = Base64.getDecoder()
                    .decode(event.path("content").path("bytes").asString());
            messages.put(messageId, new Sealed(event.path("chatId").asString(), messageId, bytes));
        }
        return this;
    }

    /** Copies the key-encryption keys that are in the file now. */
    Cryptanalyst copyMasterKeys(Path file) throws IOException {
        JsonNode keyset = Json.read(Files.readString(file));
        for (JsonNode key : keyset.path("key")) {
            byte[] value =
                    Base64.getDecoder().decode(key.path("keyData").path("value").asString());
            masterKeys.add(Arrays.copyOfRange(value, value.length - KEY, value.length));
        }
        return this;
    }

    /** The same copies of rows and messages, and no key-encryption key. */
    Cryptanalyst withoutMasterKeys() {
        Cryptanalyst other = new Cryptanalyst();
        other.rows.addAll(rows);
        other.messages.putAll(messages);
        return other;
    }

    /** The identifiers of the messages that some key opens. */
    Set<String> readable() {
        List<byte[]> keys = unwrapped();
        Set<String> opened = new LinkedHashSet<>();
        for (Sealed message : messages.values()) {
            byte[] where = fields("parley/content/1", "message", message.chatId, message.messageId);
            if (keys.stream().anyMatch(key -> open(key, message.bytes, where).isPresent())) {
                opened.add(message.messageId);
            }
        }
        return opened;
    }

    /** All keys that can be unwrapped, by whatever unwraps them. */
    List<byte[]> unwrapped() {
        List<byte[]> keys = new ArrayList<>(masterKeys);
        Set<Row> wrapped = new LinkedHashSet<>(rows);
        boolean found = true;
        while (found) {
            List<byte[]> more = new ArrayList<>();
            wrapped.removeIf(row -> unwrap(row, keys).map(more::add).orElse(false));
            keys.addAll(more);
            found = !more.isEmpty();
        }
        return keys;
    }

    private static Optional<byte[]> unwrap(Row row, List<byte[]> keys) {
        return keys.stream()
                .flatMap(key -> open(key, row.bytes(), row.associatedData()).stream())
                .findFirst();
    }

    /** The wrapped keys of these chats and messages, as they lay in the table. */
    List<byte[]> wrapped(Collection<String> owners) {
        return rows.stream()
                .filter(row -> owners.contains(row.owner))
                .map(Row::bytes)
                .toList();
    }

    /** A key of a keyset puts its own identifier before what it encrypts. */
    private static Optional<byte[]> open(byte[] key, byte[] sealed, byte[] associatedData) {
        return open(key, sealed, 0, associatedData).or(() -> open(key, sealed, PREFIX, associatedData));
    }

    private static Optional<byte[]> open(byte[] key, byte[] sealed, int from, byte[] associatedData) {
        if (sealed.length < from + NONCE + TAG_BITS / 8) {
            return Optional.empty();
        }
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            GCMParameterSpec nonce = new GCMParameterSpec(TAG_BITS, sealed, from, NONCE);
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), nonce);
            cipher.updateAAD(associatedData);
            return Optional.of(cipher.doFinal(sealed, from + NONCE, sealed.length - from - NONCE));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] fields(String... fields) {
        byte[][] encoded = Arrays.stream(fields)
                .map(field -> field.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int size = Arrays.stream(encoded)
                .mapToInt(field -> Integer.BYTES + field.length)
                .sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        Arrays.stream(encoded).forEach(field -> all.putInt(field.length).put(field));
        return all.array();
    }
}
