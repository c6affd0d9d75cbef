package io.parley.infra.purge.search;

import io.parley.contract.message.SequenceRange;
import io.parley.contract.purge.PurgeCertificate;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What a certificate says is gone.
 *
 * @param subject the chat, or the account
 * @param kind what was done
 * @param whole whether all that there was went, and not just some messages
 * @param position the event's position in the log
 * @param epoch of which log
 * @param ranges the sequences of the messages
 * @param digest over the messages
 * @param messages those that are named
 * @param keys the keys that were destroyed
 */
record Sought(
        String subject,
        String kind,
        boolean whole,
        long position,
        String epoch,
        List<SequenceRange> ranges,
        String digest,
        List<String> messages,
        List<String> keys) {

    private static final String ERASURE = "erasure";

    /** Reads a certificate whose form was checked. */
    static Sought of(JsonNode certificate) {
        String kind = certificate.path("kind").stringValue("");
        boolean whole = kind.equals("purge")
                || kind.equals(ERASURE)
                || certificate.path("rule").stringValue("").equals(PurgeCertificate.EXPIRES_AT);
        return new Sought(
                certificate.path(kind.equals(ERASURE) ? "userId" : "chatId").stringValue(""),
                kind,
                whole,
                certificate.path("position").longValue(0),
                certificate.path("epoch").stringValue(""),
                each(certificate.at("/messages/ranges"))
                        .map(range -> new SequenceRange(
                                range.path(0).longValue(0), range.path(1).longValue(0)))
                        .toList(),
                certificate.at("/messages/digest").stringValue(""),
                each(certificate.at("/messages/items"))
                        .map(item -> item.path("messageId").stringValue(""))
                        .toList(),
                each(certificate.path("keys")).map(key -> key.stringValue("")).toList());
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    boolean isErasure() {
        return kind.equals(ERASURE);
    }

    /** Whether its messages leave a row that says nothing. */
    boolean leavesTombstones() {
        return kind.equals("retraction");
    }

    long count() {
        return ranges.stream().mapToLong(range -> range.to() - range.from() + 1).sum();
    }

    boolean has(long sequence) {
        return ranges.stream().anyMatch(range -> range.from() <= sequence && sequence <= range.to());
    }

    Long[] froms() {
        return ranges.stream().map(SequenceRange::from).toArray(Long[]::new);
    }

    Long[] tos() {
        return ranges.stream().map(SequenceRange::to).toArray(Long[]::new);
    }
}
