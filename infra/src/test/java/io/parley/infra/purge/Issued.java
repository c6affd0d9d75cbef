package io.parley.infra.purge;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.parley.contract.id.ChatId;
import io.parley.contract.id.KeyId;
import io.parley.contract.id.MessageId;
import io.parley.contract.id.UserId;
import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate;
import io.parley.contract.purge.PurgeCertificate.By;
import io.parley.contract.purge.PurgeCertificate.Item;
import io.parley.contract.purge.PurgeCertificate.Kind;
import io.parley.contract.purge.PurgeCertificate.Messages;
import io.parley.contract.purge.PurgeCertificate.Store;
import io.parley.contract.purge.Rotation;
import io.parley.contract.purge.SignedCertificate;
import io.parley.infra.signing.Ed25519;
import io.parley.infra.signing.Ed25519Signer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Signs certificates of the tests' own making. */
final class Issued {

    static final Instant AT = Instant.parse("2026-03-01T12:00:00.120Z");

    private final Ed25519Signer key = Ed25519Signer.withNewKey();
    private final Signer signer = new Signer(key);

    PublicKey publicKey() {
        try {
            return Ed25519.publicKey(key.all().get(0).publicKey());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String keyId() {
        return key.keyId();
    }

    ObjectNode signed(PurgeCertificate certificate) {
        return (ObjectNode) parsed(signer.sign(certificate).json());
    }

    SignedCertificate sign(PurgeCertificate certificate) {
        return signer.sign(certificate);
    }

    static JsonNode parsed(String json) {
        return CertificateCheck.parse(json).get(0);
    }

    static PurgeCertificate retraction() {
        return certificate(Kind.RETRACTION, By.TIME, "request", messages(range(7, 7)), null);
    }

    static PurgeCertificate expiry() {
        return certificate(Kind.EXPIRY, By.TIME, "messageTtl", messages(range(1, 3), range(6, 8)), null);
    }

    static PurgeCertificate purge() {
        Rotation rotation = new Rotation(UUID.randomUUID(), AT.plusSeconds(60), AT.plusSeconds(90));
        return certificate(Kind.PURGE, new By(UserId.random()), "request", messages(range(1, 12)), rotation);
    }

    static PurgeCertificate erasure() {
        UserId user = UserId.random();
        return new PurgeCertificate(
                Kind.ERASURE,
                null,
                user,
                99,
                UUID.randomUUID(),
                AT,
                new By(user),
                "request",
                messages(),
                List.of(KeyId.random(), KeyId.random()),
                null,
                List.of(new Store("keyring", 4, 0)),
                AT.plusSeconds(1));
    }

    private static PurgeCertificate certificate(
            Kind kind, By by, String rule, Messages messages, @Nullable Rotation rotation) {
        return new PurgeCertificate(
                kind,
                ChatId.random(),
                null,
                42,
                UUID.randomUUID(),
                AT,
                by,
                rule,
                messages,
                List.of(KeyId.random()),
                rotation,
                List.of(new Store("history", 3, 0), new Store("keyring", 1, 0), new Store("mailbox", 0, 2)),
                AT.plusSeconds(5));
    }

    static SequenceRange range(long from, long to) {
        return new SequenceRange(from, to);
    }

    private static Messages messages(SequenceRange... ranges) {
        List<Item> items = List.of(ranges).stream()
                .flatMapToLong(range -> LongStream.rangeClosed(range.from(), range.to()))
                .mapToObj(sequence -> new Item(sequence, MessageId.random(), hash("ciphertext " + sequence)))
                .toList();
        String lines = String.join("", items.stream().map(Item::line).toList());
        return new Messages(items.size(), List.of(ranges), hash(lines), items);
    }

    static String hash(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
