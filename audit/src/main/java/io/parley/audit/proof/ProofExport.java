package io.parley.audit.proof;

import io.parley.infra.seal.Links;
import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.seal.MerkleTree;
import io.parley.infra.seal.Seal;
import io.parley.infra.seal.SealTable;
import io.parley.infra.seal.StoredSeal;
import java.io.IOException;
import java.io.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes what proves one conversation: its events as they lie in the log, the seal that covers the last of them, the path to that seal's
 * root, and the path from there to a later seal whose root may have been published. Nothing of other conversations is in it but hashes.
 */
public final class ProofExport {

    static final String FORMAT = "parley-proof-1";

    private static final int PAGE = 1_000;

    private final SealTable table;

    /** One from a database, in whose transaction, which must see one state of it, it is read. */
    public ProofExport(Connection connection) {
        this.table = new SealTable(connection);
    }

    /**
     * Writes a bundle: a line of JSON that says what it is, one for each event, and one with what proves them.
     *
     * @param anchor the seal to which the proof leads; null for the last one
     * @return how many events are in it
     * @throws IllegalArgumentException with a sentence, if there is nothing to prove
     */
    public long write(String chat, @Nullable Seal anchor, Writer out) throws SQLException, IOException {
        Seal end = anchor(anchor);
        line(out, header(chat, end));
        long events = 0;
        long last = 0;
        List<LoggedEvent> page;
        do {
            page = table.eventsOf(chat, last, end.lastPosition(), PAGE);
            for (LoggedEvent event : page) {
                line(out, EventJson.of(event));
                last = event.position();
            }
            events += page.size();
        } while (page.size() == PAGE);
        if (events == 0) {
            throw new IllegalArgumentException(
                    "No event of %s was sealed up to position %d".formatted(chat, end.lastPosition()));
        }
        line(out, proof(chat, last, end));
        return events;
    }

    private Seal anchor(@Nullable Seal wanted) throws SQLException {
        if (wanted == null) {
            return table.last().orElseThrow(() -> new IllegalArgumentException("Nothing is sealed yet"));
        }
        return table.withNumber(wanted.number())
                .map(StoredSeal::seal)
                .orElseThrow(
                        () -> new IllegalArgumentException("Seal %d is not in this log".formatted(wanted.number())));
    }

    private static ObjectNode header(String chat, Seal anchor) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("format", FORMAT);
        json.put("chain", chat);
        json.put("upTo", anchor.lastPosition());
        return json;
    }

    private ObjectNode proof(String chat, long last, Seal anchor) throws SQLException {
        StoredSeal covering =
                table.covering(last).orElseThrow(() -> new IllegalArgumentException("The seals are not complete"));
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("seal", SealJson.of(covering.seal()));
        Links links = links(covering);
        List<String> chains = List.copyOf(links.heads().keySet());
        int index = chains.indexOf(chat);
        json.put("leaf", index);
        SealJson.path(json, "path", MerkleTree.path(links.leaves(), index));
        json.set("anchor", SealJson.of(anchor));
        SealJson.path(json, "history", history(covering.seal(), anchor));
        return json;
    }

    private Links links(StoredSeal covering) throws SQLException {
        Seal seal = covering.seal();
        List<String> chains = table.chains(seal.firstPosition(), seal.lastPosition());
        if (chains.size() != seal.events() || !covering.isComplete()) {
            throw new IllegalArgumentException(
                    "Events of seal %d are missing: verify the log".formatted(seal.number()));
        }
        Links links = new Links(chains.size());
        for (int i = 0; i < chains.size(); i++) {
            links.add(chains.get(i), covering.hashAt(seal.firstPosition() + i));
        }
        return links;
    }

    /** From a seal to what a later one says of all before it. */
    private List<byte[]> history(Seal seal, Seal anchor) throws SQLException {
        if (seal.number() == anchor.number()) {
            return List.of();
        }
        List<byte[]> hashes = new ArrayList<>();
        while (hashes.size() < anchor.number() - 1) {
            List<Seal> page = table.sealsAfter(hashes.size(), PAGE);
            if (page.isEmpty()) {
                throw new IllegalArgumentException("Seals are missing: verify the log");
            }
            page.stream()
                    .limit(anchor.number() - 1 - hashes.size())
                    .map(Seal::hash)
                    .forEach(hashes::add);
        }
        return MerkleTree.path(hashes, Math.toIntExact(seal.number() - 1));
    }

    private static void line(Writer out, ObjectNode json) throws IOException {
        out.write(json.toString());
        out.write('\n');
    }
}
