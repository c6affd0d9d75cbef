package io.parley.infra.keyring;

import io.parley.contract.id.KeyId;
import io.parley.infra.database.TimeOrderedUuids;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Supplier;

/** Makes identifiers of keys, in order of time, which keeps the inserts into the keyring's index together. */
final class TimeOrderedKeyIds implements Supplier<KeyId> {

    private final TimeOrderedUuids ids;

    TimeOrderedKeyIds(Clock clock, SecureRandom random) {
        this.ids = new TimeOrderedUuids(clock, random);
    }

    @Override
    public KeyId get() {
        return new KeyId(ids.get());
    }
}
