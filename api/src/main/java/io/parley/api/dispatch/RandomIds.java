package io.parley.api.dispatch;

import java.util.UUID;
import org.springframework.stereotype.Component;

/** New random identifiers (UUID version 4), from the one place where the edge has chance in it. */
@Component
public final class RandomIds {

    /** The next identifier. */
    public UUID next() {
        return UUID.randomUUID();
    }
}
