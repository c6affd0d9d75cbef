package io.parley.audit.proof;

import io.parley.infra.seal.Chain;
import io.parley.infra.seal.LoggedEvent;
import io.parley.infra.seal.MerkleTree;
import io.parley.infra.seal.Seal;
import java.io.BufferedReader;
import java.io.IOException;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Checks a bundle, with nothing but public keys and perhaps a root that was published. */
public final class ProofCheck {

    private final Map<String, PublicKey> keys;

    /** One that believes these keys, by what seals call them. */
    public ProofCheck(Map<String, PublicKey> keys) {
        this.keys = Map.copyOf(keys);
    }

    /**
     * What a bundle that holds proves.
     *
     * @param chain the conversation
     * @param events how many events it has
     * @param upTo the position up to which these are known to be all of it
     * @param sealedAt when that was sealed
     */
    public record Proven(String chain, long events, long upTo, Instant sealedAt) {}

    /**
     * Checks one.
     *
     * @param root the published root to which it must lead; null for none
     * @throws ProofFailure with a sentence, if it does not hold
     * @throws IllegalArgumentException with what is wrong, if it is no bundle
     */
    public Proven check(BufferedReader bundle, @Nullable Seal root) throws IOException {
        JsonNode header = line(bundle);
        if (!ProofExport.FORMAT.equals(header.path("format").stringValue(""))) {
            throw new IllegalArgumentException("it is no proof of a conversation");
        }
        String chain = header.path("chain").stringValue("");
        byte[] head = Chain.beginning();
        long events = 0;
        long last = 0;
        JsonNode json = line(bundle);
        while (!json.has("seal")) {
            LoggedEvent event = EventJson.read(json);
            if (!event.chain().equals(chain) || event.position() <= last) {
                throw new ProofFailure("The event at position %d is not the next one of this conversation."
                        .formatted(event.position()));
            }
            head = Chain.link(head, Chain.digest(event));
            last = event.position();
            events++;
            json = line(bundle);
        }
        Seal anchor = requireSeals(json, Chain.leaf(chain, head), last);
        requireRoot(anchor, root);
        return new Proven(chain, events, last, SealJson.read(json.path("seal")).sealedAt());
    }

    private Seal requireSeals(JsonNode json, byte[] leaf, long last) {
        Seal seal = SealJson.read(json.path("seal"));
        Seal anchor = SealJson.read(json.path("anchor"));
        requireSigned(seal);
        requireSigned(anchor);
        List<byte[]> path = SealJson.path(json.path("path"));
        boolean covered = seal.firstPosition() <= last && last <= seal.lastPosition();
        if (!covered || !MerkleTree.leads(leaf, json.path("leaf").longValue(-1), seal.chains(), path, seal.root())) {
            throw new ProofFailure("The events are not those that were sealed: one was changed, added or left out.");
        }
        boolean same = seal.number() == anchor.number() && Arrays.equals(seal.hash(), anchor.hash());
        List<byte[]> history = SealJson.path(json.path("history"));
        if (!same
                && !MerkleTree.leads(seal.hash(), seal.number() - 1, anchor.number() - 1, history, anchor.history())) {
            throw new ProofFailure("The seal is not of the history to which the bundle says it leads.");
        }
        return anchor;
    }

    private void requireSigned(Seal seal) {
        PublicKey key = keys.get(seal.keyId());
        if (key == null) {
            throw new ProofFailure("It was signed with a key that was not given (%s).".formatted(seal.keyId()));
        }
        if (!seal.isSignedBy(key)) {
            throw new ProofFailure("The signature of seal %d is not genuine.".formatted(seal.number()));
        }
    }

    private static void requireRoot(Seal anchor, @Nullable Seal root) {
        if (root == null || Arrays.equals(anchor.hash(), root.hash())) {
            return;
        }
        throw new ProofFailure(
                anchor.number() == root.number()
                        ? "The published root is of another history."
                        : "It leads to the root of seal %d, and the published one is of seal %d: have it exported with that."
                                .formatted(anchor.number(), root.number()));
    }

    private static JsonNode line(BufferedReader bundle) throws IOException {
        String line = bundle.readLine();
        if (line == null) {
            throw new IllegalArgumentException("it ends too soon");
        }
        try {
            return JsonMapper.shared().readTree(line);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("a line of it is no JSON", e);
        }
    }
}
