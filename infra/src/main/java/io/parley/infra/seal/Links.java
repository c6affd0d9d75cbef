package io.parley.infra.seal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The hashes of one seal's events: each joined to its chain, and the chains' heads in a tree. */
public final class Links {

    private final Map<String, byte[]> heads = new TreeMap<>();
    private final byte[] hashes;
    private int events;

    /** For so many events. */
    public Links(int events) {
        this.hashes = new byte[events * Hash.LENGTH];
    }

    /** The chain's hash up to here, if it has an event in this seal already. */
    public byte @Nullable [] headOf(String chain) {
        return heads.get(chain);
    }

    /** Adds the next event's hash. */
    public void add(String chain, byte[] hash) {
        System.arraycopy(hash, 0, hashes, events++ * Hash.LENGTH, Hash.LENGTH);
        heads.put(chain, hash);
    }

    /** The chains that have events here, and their heads, in the order of their names. */
    public Map<String, byte[]> heads() {
        return heads;
    }

    /** The leaves of the tree, in the order of the chains' names. */
    public List<byte[]> leaves() {
        return heads.entrySet().stream()
                .map(entry -> Chain.leaf(entry.getKey(), entry.getValue()))
                .toList();
    }

    byte[] hashes() {
        return hashes;
    }
}
