package io.parley.contract.purge;

import io.parley.contract.id.KeyId;
import java.util.List;
import java.util.Map;

/** Looks for what is left, outside the read tables, of what was destroyed: how many rows in which store. Blocking. */
public interface Remains {

    /** What is left of keys and of those below them. */
    Map<String, Long> ofKeys(List<KeyId> keys);

    /** What is left of a whole chat or account. */
    Map<String, Long> ofAggregate(String aggregateId);
}
