package io.parley.contract.receipt;

import java.util.List;

/**
 * The answer to {@link ReceiptQuery.FindReceiptsChanged}.
 *
 * @param marks the latest marks, one entry per chat and member
 */
public record ChangedReceipts(List<ReceiptMarks> marks) {}
