package io.parley.infra.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static List<byte[]> leaves(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Hash.of("leaf").number(i).end())
                .toList();
    }

    /** As RFC 9162 defines it, in so many words. */
    private static byte[] defined(List<byte[]> leaves) {
        if (leaves.isEmpty()) {
            return MerkleTree.empty();
        }
        if (leaves.size() == 1) {
            return MerkleTree.leafHash(leaves.get(0));
        }
        int left = 1;
        while (left * 2 < leaves.size()) {
            left *= 2;
        }
        return MerkleTree.node(defined(leaves.subList(0, left)), defined(leaves.subList(left, leaves.size())));
    }

    @Property
    void aTreeThatGrewIsTheOneThatIsDefined(@ForAll @IntRange(max = 130) int size) {
        assertThat(MerkleTree.root(leaves(size))).isEqualTo(defined(leaves(size)));
    }

    @Property
    void thePathOfEachLeafLeadsToTheRootAndThatOfAnotherDoesNot(
            @ForAll @IntRange(min = 1, max = 70) int size, @ForAll @IntRange(max = 69) int choice) {
        int index = choice % size;
        List<byte[]> leaves = leaves(size);
        List<byte[]> path = MerkleTree.path(leaves, index);
        byte[] root = MerkleTree.root(leaves);

        assertThat(MerkleTree.leads(leaves.get(index), index, size, path, root)).isTrue();
        for (int other = 0; other < size; other++) {
            if (other != index) {
                assertThat(MerkleTree.leads(leaves.get(other), index, size, path, root))
                        .isFalse();
                assertThat(MerkleTree.leads(leaves.get(index), other, size, path, root))
                        .isFalse();
            }
        }
    }

    @Property
    void aPathThatIsTooShortOrTooLongLeadsNowhere(@ForAll @IntRange(min = 2, max = 70) int size) {
        List<byte[]> leaves = leaves(size);
        List<byte[]> path = MerkleTree.path(leaves, 0);
        byte[] root = MerkleTree.root(leaves);
        List<byte[]> longer = new ArrayList<>(path);
        longer.add(path.get(0));

        assertThat(MerkleTree.leads(leaves.get(0), 0, size, path.subList(1, path.size()), root))
                .isFalse();
        assertThat(MerkleTree.leads(leaves.get(0), 0, size, longer, root)).isFalse();
        assertThat(MerkleTree.leads(leaves.get(0), size, size, path, root)).isFalse();
        assertThat(MerkleTree.leads(leaves.get(0), -1, size, path, root)).isFalse();
    }

    @Property
    void aTreeThatWasPutAsideGrowsOn(@ForAll @IntRange(max = 70) int size) {
        Peaks peaks = Peaks.none();
        for (byte[] leaf : leaves(size)) {
            peaks = peaks.with(leaf);
        }
        byte[] next = Hash.of("next").end();

        assertThat(Peaks.of(size, peaks.bytes()).with(next).root())
                .isEqualTo(peaks.with(next).root());
    }

    @Test
    void peaksOfAnotherTreeAreRefused() {
        assertThatThrownBy(() -> Peaks.of(3, new byte[32])).isInstanceOf(IllegalArgumentException.class);
    }
}
