package io.parley.infra.purge;

import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate;
import io.parley.contract.purge.PurgeCertificate.By;
import io.parley.contract.purge.PurgeCertificate.Messages;
import io.parley.contract.purge.Rotation;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A certificate as JSON: the file format of docs/purge-certificate.md. */
final class CertificateJson {

    static final String SIGNATURE = "signature";

    /** RFC 3339 in UTC, always with milliseconds, so that a time has one spelling. */
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private CertificateJson() {}

    /** All but the signature. */
    static ObjectNode of(PurgeCertificate certificate) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", PurgeCertificate.VERSION);
        json.put("kind", certificate.kind().name().toLowerCase(Locale.ROOT));
        putIfKnown(json, "chatId", certificate.chatId());
        putIfKnown(json, "userId", certificate.userId());
        json.put("position", certificate.position());
        json.put("epoch", certificate.epoch().toString());
        json.put("at", time(certificate.at()));
        json.set("by", by(certificate.by()));
        json.put("rule", certificate.rule());
        json.set("messages", messages(certificate.messages()));
        ArrayNode keys = json.putArray("keys");
        certificate.keys().forEach(key -> keys.add(key.toString()));
        json.set("rotation", rotation(certificate.rotation()));
        ArrayNode stores = json.putArray("stores");
        certificate.stores().forEach(store -> stores.addObject()
                .put("store", store.store())
                .put("deleted", store.deleted())
                .put("remaining", store.remaining()));
        json.put("issuedAt", time(certificate.issuedAt()));
        return json;
    }

    private static ObjectNode by(By by) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("kind", by.userId() == null ? "time" : "user");
        putIfKnown(json, "userId", by.userId());
        return json;
    }

    private static ObjectNode messages(Messages messages) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("count", messages.count());
        ArrayNode ranges = json.putArray("ranges");
        for (SequenceRange range : messages.ranges()) {
            ranges.addArray().add(range.from()).add(range.to());
        }
        json.put("digest", messages.digest());
        ArrayNode items = json.putArray("items");
        messages.items().forEach(item -> items.addObject()
                .put("sequence", item.sequence())
                .put("messageId", item.messageId().toString())
                .put("ciphertextSha256", item.ciphertextSha256()));
        json.put("omitted", messages.omitted());
        return json;
    }

    private static ObjectNode rotation(@Nullable Rotation rotation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        if (rotation == null) {
            return json.put("state", "due");
        }
        return json.put("state", "done")
                .put("rotationId", rotation.id().toString())
                .put("endedAt", time(rotation.endedAt()));
    }

    private static void putIfKnown(ObjectNode json, String name, @Nullable Object value) {
        if (value != null) {
            json.put(name, value.toString());
        }
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
