package io.parley.api.operator;

import io.parley.contract.error.ErrorCode;
import io.parley.contract.error.Rejection;
import io.parley.contract.id.OperatorId;

/**
 * An operator who calls. Controllers take it as a parameter: without an operator's token there is none.
 *
 * @param id who it is; that, never the name, goes into events
 * @param name how colleagues call them
 * @param role what they may do
 * @param reveals whether they may see what messages say, too
 */
public record Operator(OperatorId id, String name, OperatorRole role, boolean reveals) {

    /** Refuses whoever may only look. */
    Operator intervening() {
        if (role != OperatorRole.OPERATOR) {
            throw new Rejection(ErrorCode.FORBIDDEN, "An auditor may look, not intervene.");
        }
        return this;
    }
}
