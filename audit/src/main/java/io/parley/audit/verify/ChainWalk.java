package io.parley.audit.verify;

import io.parley.audit.verify.Finding.Kind;
import io.parley.infra.seal.Chain;
import io.parley.infra.seal.Links;
import io.parley.infra.seal.StoredSeal;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Goes along the log in order of position and joins each event to its chain. Where an event is not what was sealed, the hash that was
 * sealed for it stands for it, so that what follows is not taken to be wrong too.
 */
final class ChainWalk {

    /** How many hashes of what is missing or changed may wait for what comes after it in its chain. */
    private static final int MOST_WAITING = 64;

    private final Map<String, byte[]> heads = new HashMap<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private final Findings findings;

    ChainWalk(Findings findings) {
        this.findings = findings;
    }

    /**
     * Goes along the events of one seal.
     *
     * @param events those in its positions, in order; digests likewise
     * @return the heads that the seal's tree must have, if nothing was found
     */
    Links walk(StoredSeal seal, List<Batch.Place> events, List<byte[]> digests) {
        Links links = new Links(events.size());
        long expected = seal.seal().firstPosition();
        for (int from = 0; from < events.size(); ) {
            long position = events.get(from).position();
            int to = from + 1;
            while (to < events.size() && events.get(to).position() == position) {
                to++;
            }
            missing(seal, expected, position);
            byte[] sealed = seal.hashAt(position);
            Batch.Place event = follow(events.subList(from, to), digests.subList(from, to), sealed);
            links.add(event.chain(), sealed);
            expected = position + 1;
            from = to;
        }
        missing(seal, expected, seal.seal().lastPosition() + 1);
        return links;
    }

    /** Goes along an event of which no seal is known. */
    void pass(Batch.Place event, byte[] digest) {
        if (Batch.isLookedAt(digest)) {
            heads.merge(
                    event.chain(), Chain.link(Chain.beginning(), digest), (head, first) -> Chain.link(head, digest));
        }
    }

    private void missing(StoredSeal seal, long from, long before) {
        for (long position = from; position < before; position++) {
            findings.add(new Finding(Kind.MISSING, position, position, ""));
            await(seal.hashAt(position));
        }
    }

    /** Takes the one of the events at a position that was sealed, or else the first; any other has been put there. */
    private Batch.Place follow(List<Batch.Place> events, List<byte[]> digests, byte[] sealed) {
        int right = 0;
        while (right < events.size() && !joins(events.get(right), digests.get(right), sealed)) {
            right++;
        }
        boolean joined = right < events.size();
        Batch.Place event = events.get(joined ? right : 0);
        if (joined) {
            heads.put(event.chain(), sealed);
        } else {
            findings.add(new Finding(Kind.CHANGED, event.position(), event.position(), event.described()));
            await(sealed);
        }
        events.stream().filter(other -> other != event).forEach(this::inserted);
        return event;
    }

    private void inserted(Batch.Place event) {
        findings.add(new Finding(Kind.INSERTED, event.position(), event.position(), event.described()));
    }

    private boolean joins(Batch.Place event, byte[] digest, byte[] sealed) {
        byte[] before = heads.getOrDefault(event.chain(), Chain.beginning());
        return !Batch.isLookedAt(digest)
                || Arrays.equals(Chain.link(before, digest), sealed)
                || followsWhatWaits(digest, sealed);
    }

    private void await(byte[] hash) {
        if (waiting.size() == MOST_WAITING) {
            waiting.removeLast();
        }
        waiting.addFirst(hash);
    }

    private boolean followsWhatWaits(byte[] digest, byte[] sealed) {
        for (Iterator<byte[]> each = waiting.iterator(); each.hasNext(); ) {
            if (Arrays.equals(Chain.link(each.next(), digest), sealed)) {
                each.remove();
                return true;
            }
        }
        return false;
    }
}
