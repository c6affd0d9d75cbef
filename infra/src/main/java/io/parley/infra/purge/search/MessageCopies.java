package io.parley.infra.purge.search;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.MessageId;
import io.parley.contract.purge.PurgeCertificate.Item;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the log still has of the messages that are gone, and always will: their ciphertext. It is held against the certificate, also where
 * that names only the first messages, and copied, so that keys can be tried on it.
 */
final class MessageCopies {

    /** How many are copied; of the others only the identifiers are kept. */
    private static final int MOST = 1_000;

    private static final int PAGE = 1_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Sought sought;
    private final List<Copy> copies = new ArrayList<>();
    private final List<UUID> keys = new ArrayList<>();
    private final List<String> messages;
    private final MessageDigest single = sha256();
    private final MessageDigest whole = sha256();

    /** Reads them. */
    MessageCopies(JdbcClient jdbc, Sought sought) {
        this.jdbc = jdbc;
        this.sought = sought;
        this.messages = new ArrayList<>(sought.messages());
        if (sought.count() > 0) {
            read();
        }
    }

    /** A message's ciphertext. */
    record Copy(ChatId chatId, MessageId messageId, byte[] sealed) {

        @Override
        public String toString() {
            return "Copy[" + messageId + "]";
        }
    }

    private void read() {
        try (var payloads = jdbc
                .sql("SELECT payload FROM events.event"
                        + " WHERE aggregate_id = ? AND type LIKE '%MessageSent' ORDER BY sequence_number")
                .param(sought.subject())
                .withFetchSize(PAGE)
                .query(byte[].class)
                .stream()) {
            payloads.map(JSON::readTree)
                    .filter(event -> sought.has(event.path("sequence").longValue(0)))
                    .forEach(this::take);
        }
    }

    private void take(JsonNode event) {
        byte[] sealed = Base64.getDecoder().decode(event.at("/content/bytes").stringValue(""));
        MessageId messageId = MessageId.valueOf(event.path("messageId").stringValue(""));
        String hash = HexFormat.of().formatHex(single.digest(sealed));
        long sequence = event.path("sequence").longValue(0);
        whole.update(new Item(sequence, messageId, hash).line().getBytes(US_ASCII));
        keys.add(UUID.fromString(event.at("/content/keyId").stringValue("")));
        if (keys.size() > sought.messages().size()) {
            messages.add(messageId.toString());
        }
        if (copies.size() < MOST) {
            copies.add(new Copy(ChatId.valueOf(sought.subject()), messageId, sealed));
        }
    }

    /** The first of them. */
    List<Copy> copies() {
        return copies;
    }

    /** The keys under which they all were encrypted. */
    List<UUID> keys() {
        return keys;
    }

    /** All of them, as far as the certificate or the log knows them. */
    List<String> messages() {
        return messages;
    }

    List<Look> looks() {
        List<Look> looks = new ArrayList<>();
        String epoch = jdbc.sql("SELECT epoch::text FROM events.store")
                .query(String.class)
                .single();
        if (!epoch.equals(sought.epoch())) {
            looks.add(Look.note(
                    "log",
                    "it is of another epoch than the certificate: a restore has begun one since, or it is another's"));
        }
        boolean here = jdbc.sql("SELECT EXISTS (SELECT FROM events.event)")
                .query(Boolean.class)
                .single();
        if (!here) {
            looks.add(Look.note("log", "it is not in this database"));
        } else if (sought.count() > 0) {
            looks.add(compared());
        }
        return looks;
    }

    private Look compared() {
        String where = "log, %d messages".formatted(keys.size());
        boolean same = keys.size() == sought.count()
                && HexFormat.of().formatHex(whole.digest()).equals(sought.digest());
        return same
                ? Look.fine(where, "their ciphertexts are those that the certificate names")
                : Look.wrong(where, "they are not the %d that the certificate names".formatted(sought.count()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
