package io.parley.infra.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A tree of hashes that grows at its end: all that is kept of it are the roots of its whole subtrees, the largest first, of which there
 * are no more than the count of leaves has ones.
 */
public final class Peaks {

    private final long leaves;
    private final List<byte[]> roots;

    private Peaks(long leaves, List<byte[]> roots) {
        this.leaves = leaves;
        this.roots = roots;
    }

    /** Those of a tree without leaves. */
    public static Peaks none() {
        return new Peaks(0, List.of());
    }

    /**
     * Reads what is kept beside a seal.
     *
     * @throws IllegalArgumentException if it is not of a tree of so many leaves
     */
    public static Peaks of(long leaves, byte[] bytes) {
        if (bytes.length != Long.bitCount(leaves) * Hash.LENGTH) {
            throw new IllegalArgumentException("The peaks are not those of a tree of %d leaves".formatted(leaves));
        }
        List<byte[]> roots = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
            roots.add(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH));
        }
        return new Peaks(leaves, roots);
    }

    /** The tree with one more leaf. */
    public Peaks with(byte[] leaf) {
        List<byte[]> grown = new ArrayList<>(roots);
        byte[] hash = MerkleTree.leafHash(leaf);
        for (long rest = leaves; (rest & 1) == 1; rest >>= 1) {
            hash = MerkleTree.node(grown.remove(grown.size() - 1), hash);
        }
        grown.add(hash);
        return new Peaks(leaves + 1, grown);
    }

    /** The tree's root. */
    public byte[] root() {
        if (roots.isEmpty()) {
            return MerkleTree.empty();
        }
        byte[] hash = roots.get(roots.size() - 1);
        for (int i = roots.size() - 2; i >= 0; i--) {
            hash = MerkleTree.node(roots.get(i), hash);
        }
        return hash;
    }

    byte[] bytes() {
        byte[] bytes = new byte[roots.size() * Hash.LENGTH];
        for (int i = 0; i < roots.size(); i++) {
            System.arraycopy(roots.get(i), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
        }
        return bytes;
    }
}
