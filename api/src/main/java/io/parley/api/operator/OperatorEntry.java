package io.parley.api.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.parley.contract.id.OperatorId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An operator as the file has them.
 *
 * @param id who it is
 * @param name how colleagues call them
 * @param role what they may do
 * @param tokenHash SHA-256 of their token, in hexadecimal; a token is random enough that nothing slower is needed
 * @param expiresAt until when their token is good
 * @param reveal whether they may see what messages say; null in a file of a version that did not ask, for no
 */
public record OperatorEntry(
        String id,
        String name,
        OperatorRole role,
        String tokenHash,
        Instant expiresAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean reveal) {

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
        return new Operator(operatorId(), name, role, Boolean.TRUE.equals(reveal));
    }
}
