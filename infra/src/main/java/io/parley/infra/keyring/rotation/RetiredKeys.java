package io.parley.infra.keyring.rotation;

import io.parley.contract.id.KeyId;
import io.parley.infra.keyring.Rewrapping;
import java.util.List;

/** Deals retired keys out to those who work on them: each once, a few at a time. For any number of threads. */
final class RetiredKeys {

    private final Rewrapping rewrapping;
    private final int most;
    private KeyId last = Rewrapping.NONE;

    RetiredKeys(Rewrapping rewrapping, int most) {
        this.rewrapping = rewrapping;
        this.most = most;
    }

    /** The next ones; none if there are no more. */
    synchronized List<KeyId> next() {
        List<KeyId> next = rewrapping.retired(last, most);
        if (!next.isEmpty()) {
            last = next.get(next.size() - 1);
        }
        return next;
    }
}
