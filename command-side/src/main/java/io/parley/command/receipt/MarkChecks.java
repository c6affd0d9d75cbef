package io.parley.command.receipt;

import io.parley.contract.error.Rejection;
import io.parley.contract.receipt.MarksChecked;
import io.parley.contract.receipt.ReceiptQuery.CheckMarks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.axonframework.queryhandling.QueryHandler;

/** Tells, before any of a client's marks is applied, which of them would be refused. */
public final class MarkChecks {

    /** The greatest number of marks in one question. */
    public static final int MAX_MARKS = 1_000;

    private final ChatIndex index;
    private final Executor executor;

    /**
     * Checks against an index.
     *
     * @param executor where checks run, for they may block
     */
    public MarkChecks(ChatIndex index, Executor executor) {
        this.index = index;
        this.executor = executor;
    }

    @QueryHandler
    CompletableFuture<MarksChecked> check(CheckMarks query) {
        if (query.marks().size() > MAX_MARKS) {
            throw Rejection.invalid("receipts", "must have at most " + MAX_MARKS + " entries");
        }
        return CompletableFuture.supplyAsync(
                () -> new MarksChecked(index.refusals(query.userId(), query.marks())), executor);
    }
}
