package io.parley.audit.verify;

import io.parley.audit.verify.Finding.Kind;
import io.parley.infra.seal.Links;
import io.parley.infra.seal.MerkleTree;
import io.parley.infra.seal.Peaks;
import io.parley.infra.seal.Seal;
import io.parley.infra.seal.StoredSeal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Looks at the seals themselves: that each is signed, goes on from the one before, and stands for the events that it covers. */
final class SealChecks {

    private final Findings findings;
    private final Set<UUID> epochs;
    private Peaks before = Peaks.none();
    private long number;
    private long position;

    /**
     * Checks that have seen nothing.
     *
     * @param epochs those that the log has had
     */
    SealChecks(Findings findings, Set<UUID> epochs) {
        this.findings = findings;
        this.epochs = Set.copyOf(epochs);
    }

    /** Looks at the next one by itself. Only of one that is whole the events can be looked at. */
    boolean isUsable(StoredSeal stored, boolean genuine) {
        Seal seal = stored.seal();
        boolean next = isNext(seal);
        boolean joined = Arrays.equals(before.root(), seal.history());
        if (!genuine) {
            add(seal, "is signed by none of the keys that were given (it names %s)".formatted(seal.keyId()));
        } else if (!epochs.contains(seal.epoch())) {
            add(seal, "is of another log");
        } else if (next && !joined) {
            add(seal, "does not go with the seals before it");
        }
        before = genuine && joined ? before.with(seal.hash()) : kept(stored);
        if (!stored.isComplete()) {
            add(seal, "has lost the hashes of its events");
        }
        return stored.isComplete();
    }

    /** Where a seal is wrong, what was kept beside it stands for it, so that those after it are not taken to be wrong too. */
    private Peaks kept(StoredSeal stored) {
        try {
            return Peaks.of(stored.seal().number(), stored.peaks());
        } catch (IllegalArgumentException e) {
            return before.with(stored.seal().hash());
        }
    }

    private boolean isNext(Seal seal) {
        boolean next = seal.number() == number + 1;
        if (!next) {
            String gone = seal.number() == number + 2 ? "seal %,d is missing" : "seals %,d to %,d are missing";
            findings.add(new Finding(
                    Kind.SEAL,
                    position + 1,
                    Math.max(position + 1, seal.firstPosition() - 1),
                    String.format(Locale.ROOT, gone, number + 1, seal.number() - 1)));
        } else if (seal.firstPosition() != position + 1) {
            add(seal, "does not begin where the one before it ended");
        }
        number = seal.number();
        position = seal.lastPosition();
        return next;
    }

    /** Looks whether it stands for its events, of which nothing was found to be wrong. */
    void requireTree(Seal seal, Links links) {
        List<byte[]> leaves = links.leaves();
        if (leaves.size() != seal.chains() || !Arrays.equals(MerkleTree.root(leaves), seal.root())) {
            add(seal, "is not of these events: they were changed together with the hashes beside the seal");
        }
    }

    private void add(Seal seal, String what) {
        findings.add(new Finding(
                Kind.SEAL,
                seal.firstPosition(),
                seal.lastPosition(),
                String.format(Locale.ROOT, "seal %,d %s", seal.number(), what)));
    }
}
