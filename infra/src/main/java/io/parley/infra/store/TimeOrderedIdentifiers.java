package io.parley.infra.store;

import io.parley.infra.database.TimeOrderedUuids;
import java.security.SecureRandom;
import java.time.Clock;
import org.axonframework.common.IdentifierFactory;

/**
 * Makes the identifiers that Axon gives to messages. Those of events go into a unique index of the log: in order of time they go
 * to its end, while random ones hit pages all over it, which at 10 million events costs more than all else of an append
 * (docs/adr/0012). Axon finds this class as a service, the one way there is.
 */
public final class TimeOrderedIdentifiers extends IdentifierFactory {

    private final TimeOrderedUuids ids = new TimeOrderedUuids(Clock.systemUTC(), new SecureRandom());

    @Override
    public String generateIdentifier() {
        return ids.get().toString();
    }
}
