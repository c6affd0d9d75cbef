package io.parley.api.operator;

import io.parley.contract.id.OperatorId;
import java.time.Instant;

/**
 * An operator as the file has them.
 *
 * @param id who it is
 * @param name how colleagues call them
 * @param role what they may do
 * @param tokenHash SHA-256 of their token, in hexadecimal; a token is random enough that nothing slower is needed
 * @param expiresAt until when their token is good
 */
public record OperatorEntry(String id, String name, OperatorRole role, String tokenHash, Instant expiresAt) {

    /** Refuses what lacks something. */
    public OperatorEntry {
        OperatorId.valueOf(id);
        if (name.isBlank() || tokenHash.isBlank()) {
            throw new IllegalArgumentException("An operator needs a name and a token.");
        }
    }

    OperatorId operatorId() {
        return OperatorId.valueOf(id);
    }

    /** Who presents a token that is good. */
    Operator operator() {
        return new Operator(operatorId(), name, role);
    }
}
