package io.parley.contract.receipt;

import io.parley.contract.error.ErrorCode;
import java.util.List;

/**
 * The answer to {@link ReceiptQuery.CheckMarks}.
 *
 * @param refused the marks that would be refused; empty if all may be applied
 */
public record MarksChecked(List<Refused> refused) {

    /**
     * A mark that would be refused.
     *
     * @param index its place in the question, from 0
     * @param code {@code chat_not_found} or {@code beyond_last_sequence}
     */
    public record Refused(int index, ErrorCode code) {}
}
