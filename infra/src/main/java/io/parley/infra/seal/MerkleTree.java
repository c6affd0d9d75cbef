package io.parley.infra.seal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A tree of hashes as RFC 9162 has it (section 2.1): its root stands for all of its leaves, and a path shows that one is among them. */
public final class MerkleTree {

    private static final String LEAF = "parley-leaf-1";
    private static final String NODE = "parley-node-1";
    private static final String EMPTY = "parley-empty-1";

    private MerkleTree() {}

    /** The root over the leaves, in their order. */
    public static byte[] root(List<byte[]> leaves) {
        Peaks peaks = Peaks.none();
        for (byte[] leaf : leaves) {
            peaks = peaks.with(leaf);
        }
        return peaks.root();
    }

    /** The hashes beside the way from a leaf to the root, from below. */
    public static List<byte[]> path(List<byte[]> leaves, int index) {
        List<byte[]> path = new ArrayList<>();
        collect(leaves, index, path);
        return path;
    }

    private static byte[] collect(List<byte[]> leaves, int index, List<byte[]> path) {
        if (leaves.size() == 1) {
            return leafHash(leaves.get(0));
        }
        int left = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> before = leaves.subList(0, left);
        List<byte[]> after = leaves.subList(left, leaves.size());
        if (index < left) {
            byte[] below = collect(before, index, path);
            byte[] beside = root(after);
            path.add(beside);
            return node(below, beside);
        }
        byte[] below = collect(after, index - left, path);
        byte[] beside = root(before);
        path.add(beside);
        return node(beside, below);
    }

    /** Whether a path leads from a leaf, at its place among so many, to the root. */
    public static boolean leads(byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        byte[] hash = leafHash(leaf);
        for (byte[] beside : path) {
            if (last == 0) {
                return false;
            }
            if ((place & 1) == 1 || place == last) {
                hash = node(beside, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, beside);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    static byte[] leafHash(byte[] leaf) {
        return Hash.of(LEAF).bytes(leaf).end();
    }

    static byte[] node(byte[] left, byte[] right) {
        return Hash.of(NODE).bytes(left).bytes(right).end();
    }

    static byte[] empty() {
        return Hash.of(EMPTY).end();
    }
}
